package dev.raquel.internal.lock;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row that say whose it is. */
public record Lease(
        UUID id,
        String status,
        @Nullable String claimedBy,
        @Nullable Long claimedAt) {

    /** The columns as a query returns them, in this order. */
    public static Lease of(Object[] columns) {
        return new Lease((UUID) columns[0], (String) columns[1], (String) columns[2], (Long) columns[3]);
    }

    /** Whether the row still belongs to this claim. */
    public boolean belongsTo(String token) {
        return status.equals("claimed") && token.equals(claimedBy);
    }
}
