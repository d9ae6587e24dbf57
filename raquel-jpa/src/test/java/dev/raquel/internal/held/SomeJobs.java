package dev.raquel.internal.held;

import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.RetryLimits;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Jobs that a node holds, of which no database knows. */
public final class SomeJobs {

    public static final String QUEUE = "q";

    private final HeldJobs held = new HeldJobs();

    /** One that has failed so often. */
    public HeldJob job(int failures) {
        return held.hold(claimed(0, failures));
    }

    /** One that was scheduled for this time. */
    public static ClaimedJob scheduledAt(long millis) {
        return claimed(millis, 0);
    }

    private static ClaimedJob claimed(long scheduledAt, int failures) {
        return new ClaimedJob(new JobState(
                UUID.randomUUID(),
                QUEUE,
                null,
                JobStatus.CLAIMED,
                null,
                RetryLimits.of(RetryPolicy.DEFAULT),
                0,
                scheduledAt,
                0,
                failures,
                null,
                null,
                null,
                "node-1",
                0L,
                null));
    }

    /** So many that have not failed. */
    public List<HeldJob> jobs(int count) {
        return IntStream.range(0, count).mapToObj(i -> job(0)).toList();
    }
}
