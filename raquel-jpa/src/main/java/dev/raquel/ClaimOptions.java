package dev.raquel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which job to claim, and how. Immutable.
 *
 * <pre>{@code
 * ClaimOptions.of("emails", "invoices").withClaimAs("night-shift")
 * }</pre>
 *
 * @param queues the queues to claim from; of several, the one whose first job has waited longest; none for any queue
 * @param before jobs scheduled up to this time are due; null for the present. A time in the future claims jobs early
 * @param claimAs how {@code claimed_by} begins, a suffix of its own follows for each claim; null for the node's name
 * @param expire whether jobs past their deadline become expired, once the claim meets one of them; they are passed over
 *     otherwise
 * @param reclaimAfter how old an unrenewed claim in these queues must be to be taken over first; null for the node's
 *     setting
 */
public record ClaimOptions(
        List<String> queues,
        @Nullable Instant before,
        @Nullable String claimAs,
        boolean expire,
        @Nullable Duration reclaimAfter) {

    /**
     * Checks what is given.
     *
     * @param queues see {@link #queues()}
     * @param before see {@link #before()}
     * @param claimAs see {@link #claimAs()}
     * @param expire see {@link #expire()}
     * @param reclaimAfter see {@link #reclaimAfter()}
     * @throws IllegalArgumentException if a queue's name or {@code claimAs} is blank, or {@code reclaimAfter} is
     *     negative
     */
    public ClaimOptions {
        queues = List.copyOf(queues);
        if (queues.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A queue's name is blank; name queues, or none for any queue");
        }
        if (claimAs != null && claimAs.isBlank()) {
            throw new IllegalArgumentException("claimAs is blank; give a name, or null for the node's name");
        }
        if (reclaimAfter != null && reclaimAfter.isNegative()) {
            throw new IllegalArgumentException("reclaimAfter is " + reclaimAfter + "; give zero or more");
        }
    }

    /**
     * The first due job of some queues.
     *
     * @param queues the queues; none for any queue
     * @return the options
     */
    public static ClaimOptions of(String... queues) {
        return new ClaimOptions(List.of(queues), null, null, true, null);
    }

    /**
     * The first due job of any queue.
     *
     * @return the options
     */
    public static ClaimOptions anyQueue() {
        return of();
    }

    /**
     * The same for jobs scheduled up to a time.
     *
     * @param before the latest start time
     * @return the new options
     */
    public ClaimOptions withBefore(Instant before) {
        return new ClaimOptions(queues, before, claimAs, expire, reclaimAfter);
    }

    /**
     * The same under another name.
     *
     * @param claimAs how {@code claimed_by} begins
     * @return the new options
     * @throws IllegalArgumentException if it is blank
     */
    public ClaimOptions withClaimAs(String claimAs) {
        return new ClaimOptions(queues, before, claimAs, expire, reclaimAfter);
    }

    /**
     * The same, but jobs past their deadline are left as they are.
     *
     * @return the new options
     */
    public ClaimOptions withoutExpiring() {
        return new ClaimOptions(queues, before, claimAs, false, reclaimAfter);
    }

    /**
     * The same with another age at which claims are taken over.
     *
     * @param reclaimAfter the age
     * @return the new options
     * @throws IllegalArgumentException if it is negative
     */
    public ClaimOptions withReclaimAfter(Duration reclaimAfter) {
        return new ClaimOptions(queues, before, claimAs, expire, reclaimAfter);
    }
}
