package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.ClaimedJob;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Claims whose commit is in doubt: each is looked for by its token. One that is not found may still be under way, since
 * a database may commit long after its client has given up waiting for the answer; so it is looked for again now and
 * then, for as long as its lease would hold. Safe for use by many threads.
 */
final class ClaimsInDoubt {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_OF_A_QUEUE = 10;

    private final Function<ClaimOrder, List<ClaimedJob>> lookUp;
    private final long keptNanos;
    private final LongSupplier nanoTime;
    private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();

    /** A claim, since when it is in doubt, and when it is to be looked for next. */
    private record Doubt(ClaimOrder order, long since, long nextLook) {}

    /**
     * Claims of a node whose leases live so long.
     *
     * @param lookUp asks the database what a claim has got
     * @param nanoTime a steady timer
     */
    ClaimsInDoubt(Function<ClaimOrder, List<ClaimedJob>> lookUp, Duration leaseTime, LongSupplier nanoTime) {
        this.lookUp = lookUp;
        this.keptNanos = (leaseTime.compareTo(LONGEST) < 0 ? leaseTime : LONGEST).toNanos();
        this.nanoTime = nanoTime;
    }

    /** Adds a claim whose commit is in doubt, to be looked for at once. */
    void add(ClaimOrder order) {
        long now = nanoTime.getAsLong();
        doubts.add(new Doubt(order, now, now));
    }

    /** Whether a claim of this queue is in doubt and to be looked for by now. */
    boolean isDue(String queue) {
        long now = nanoTime.getAsLong();
        return doubts.stream().anyMatch(doubt -> isOf(queue, doubt) && isDue(doubt, now));
    }

    /**
     * The jobs that a claim of this queue has got, the first that is found among the claims in doubt which are to be
     * looked for by now; none if all of these have got nothing.
     */
    List<ClaimedJob> recoverDue(String queue) {
        long now = nanoTime.getAsLong();
        return recover(doubt -> isOf(queue, doubt) && isDue(doubt, now));
    }

    /**
     * The jobs that a claim of this queue has got, the first that is found among all claims in doubt; none if none has.
     */
    List<ClaimedJob> recover(String queue) {
        return recover(doubt -> isOf(queue, doubt));
    }

    private static boolean isOf(String queue, Doubt doubt) {
        return doubt.order().queue().equals(queue);
    }

    private static boolean isDue(Doubt doubt, long now) {
        return now - doubt.nextLook() >= 0;
    }

    private List<ClaimedJob> recover(Predicate<Doubt> wanted) {
        for (Doubt doubt : doubts.stream().filter(wanted).toList()) {
            List<ClaimedJob> found = doubts.remove(doubt) ? lookFor(doubt) : List.of();
            if (!found.isEmpty()) {
                return found; // a caller has room for those of one claim
            }
        }
        return List.of();
    }

    private List<ClaimedJob> lookFor(Doubt doubt) {
        List<ClaimedJob> found;
        try {
            found = lookUp.apply(doubt.order());
        } catch (RuntimeException | Error unanswered) {
            doubts.add(doubt);
            throw unanswered;
        }
        if (found.isEmpty()) {
            keep(doubt);
        }
        return found;
    }

    private void keep(Doubt doubt) {
        long now = nanoTime.getAsLong();
        long others =
                doubts.stream().filter(one -> isOf(doubt.order().queue(), one)).count();
        if (now - doubt.since() < keptNanos && others < MOST_OF_A_QUEUE) {
            doubts.add(new Doubt(doubt.order(), doubt.since(), now + PAUSE_NANOS));
        }
    }
}
