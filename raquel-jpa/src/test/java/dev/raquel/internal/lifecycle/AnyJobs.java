package dev.raquel.internal.lifecycle;

import dev.raquel.JobStatus;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Rows and outcomes with all the numbers that the columns can hold. */
final class AnyJobs {

    private static final Arbitrary<Integer> INTEGERS = Arbitraries.integers();
    private static final Arbitrary<Long> LONGS = Arbitraries.longs();

    private AnyJobs() {}

    static Arbitrary<JobState> jobs() {
        Arbitrary<RetryLimits> limits = Combinators.combine(
                        INTEGERS.injectNull(0.3),
                        INTEGERS.injectNull(0.3),
                        INTEGERS.injectNull(0.3),
                        INTEGERS.injectNull(0.3))
                .as(RetryLimits::new);
        return Combinators.combine(
                        Arbitraries.of(JobStatus.values()),
                        limits,
                        LONGS.injectNull(0.3),
                        LONGS,
                        INTEGERS,
                        INTEGERS,
                        LONGS.injectNull(0.3),
                        LONGS)
                .as(AnyJobs::job);
    }

    static Arbitrary<Outcome> outcomes() {
        ErrorText error = ErrorText.of("broken");
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new Outcome.Succeeded(),
                        new Outcome.Rejected(),
                        new Outcome.Cancelled(),
                        new Outcome.Failed(error),
                        new Outcome.GivenUp(error)),
                Combinators.combine(
                                LONGS.injectNull(0.3),
                                Arbitraries.longs().greaterOrEqual(0).injectNull(0.3))
                        .as(Outcome.Rescheduled::new));
    }

    /** The same row in another state. */
    static JobState in(JobStatus status, JobState job) {
        return job(
                status,
                job.retry(),
                job.maxAge(),
                job.scheduledAt(),
                job.attempts(),
                job.failures(),
                job.expiresAt(),
                Objects.requireNonNull(job.claimedAt()));
    }

    /** A new job without a deadline. */
    static JobState fresh(int retries) {
        return job(JobStatus.QUEUED, new RetryLimits(retries, null, null, null), null, 1, 0, 0, null, 2);
    }

    private static JobState job(
            JobStatus status,
            RetryLimits retry,
            @Nullable Long maxAge,
            long scheduledAt,
            int attempts,
            int failures,
            @Nullable Long expiresAt,
            long claimedAt) {
        return new JobState(
                new UUID(0, 1),
                "queue",
                null,
                status,
                maxAge,
                retry,
                0,
                scheduledAt,
                attempts,
                failures,
                expiresAt,
                "before",
                "trace",
                "node-0",
                claimedAt,
                7L);
    }
}
