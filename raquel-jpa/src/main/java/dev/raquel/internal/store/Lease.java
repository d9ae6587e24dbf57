package dev.raquel.internal.store;

import dev.raquel.JobStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a row that say whose it is. */
public record Lease(
        UUID id,
        String status,
        @Nullable String claimedBy,
        @Nullable Long claimedAt) {

    private static final String CLAIMED = JobStatus.CLAIMED.column();

    /** The columns as a query returns them, in this order. */
    public static Lease of(Object[] columns) {
        return new Lease((UUID) columns[0], (String) columns[1], (String) columns[2], (Long) columns[3]);
    }

    /** Whether the row still belongs to this claim. */
    public boolean belongsTo(String token) {
        return belongs(status, claimedBy, token);
    }

    /** Whether a row with these words in its columns {@code status} and {@code claimed_by} belongs to this claim. */
    static boolean belongs(String status, @Nullable String claimedBy, String token) {
        return status.equals(CLAIMED) && token.equals(claimedBy);
    }
}
