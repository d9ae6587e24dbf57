package dev.raquel.internal.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row that say whose it is. */
public record Lease(
        UUID id,
        String status,
        @Nullable String claimedBy,
        @Nullable Long claimedAt) {

    /** Whether the row still belongs to this claim. */
    public boolean belongsTo(String token) {
        return status.equals("claimed") && token.equals(claimedBy);
    }
}
