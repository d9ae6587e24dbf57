package dev.raquel.internal.lane;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.time.Duration;
import java.util.List;

/**
 * From which start time on a queue's next claim looks for jobs. What was seen is not read again: jobs that were taken
 * still have entries in the index of PostgreSQL, until they are vacuumed, which no transaction must be too old for. A
 * job that becomes due before that, and of which this node is told, is looked for from its start time on. For all
 * others, those of other nodes and of plain SQL, a claim looks at everything now and then. Not safe for use by many
 * threads.
 */
final class ClaimStart {

    /** How long a job with an earlier start time may go unseen in a busy queue, if looking takes no time. */
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    /** How long such a job may go unseen at most, however long looking at everything takes. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    /** Between these two times, looking at everything takes no more than one part in so many of the time. */
    private static final int PARTS = 10;

    /** Jobs of transactions that took no longer to commit are seen by the next claim nevertheless. */
    private static final long LATE_MILLIS = 250;

    private final long intervalNanos;
    private long nextLookAtAll;
    private long reached;
    private long from;
    private Now began = new Now(0, 0);

    /** For a queue that is polled after such an interval. */
    ClaimStart(Duration pollInterval) {
        intervalNanos = Math.min(pollInterval.toNanos(), INTERVAL_NANOS);
    }

    /** The start time at which a claim begins that is for jobs due since this time, in milliseconds; 0 for all jobs. */
    long next(long since, Now now) {
        long start = Math.max(0, Math.min(since, reached));
        boolean setBack = start > now.millis();
        from = setBack || now.nanos() - nextLookAtAll >= 0 ? 0 : start;
        began = now;
        return from;
    }

    /** When to look at everything again, on the JVM's timer. */
    long nextLookAtAll() {
        return nextLookAtAll;
    }

    /** Notes what the last claim has got: as many jobs as it wanted, if {@code full}, or all there are. */
    void got(Claimed claimed, boolean full, long nanos) {
        List<ClaimedJob> jobs = claimed.claims();
        if (claimed.ofEarlier()) { // it has seen nothing; that one did not tell what it had seen
            reached = 0;
            return;
        }
        if (!full) {
            reached = began.millis() - LATE_MILLIS;
        } else {
            reached = jobs.isEmpty() ? from : jobs.get(jobs.size() - 1).job().scheduledAt();
        }
        if (from == 0) {
            long took = nanos - began.nanos();
            nextLookAtAll = nanos + Math.max(intervalNanos, Math.min(PARTS * took, LONGEST_NANOS));
        }
    }
}
