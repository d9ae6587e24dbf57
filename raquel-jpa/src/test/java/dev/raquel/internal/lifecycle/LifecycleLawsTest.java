package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;

/** What holds for every move of a job's life, for rows that hold anything at all. */
class LifecycleLawsTest {

    @Provide
    Arbitrary<JobState> jobs() {
        return AnyJobs.jobs();
    }

    @Provide
    Arbitrary<Outcome> outcomes() {
        return AnyJobs.outcomes();
    }

    @Property
    void settlingCountsOneAttemptAndAFailureOnlyIfItFailed(
            @ForAll("jobs") JobState any, @ForAll("outcomes") Outcome outcome, @ForAll long now) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);

        Transition move = Lifecycle.settle(job, outcome, now);

        boolean failed = outcome instanceof Outcome.Failed || outcome instanceof Outcome.GivenUp;
        assertThat(move.attempts()).isEqualTo(plusOne(job.attempts()));
        assertThat(move.failures()).isEqualTo(failed ? plusOne(job.failures()) : job.failures());
        assertThat(move.error()).isEqualTo(failed ? "broken" : "before");
        assertThat(move.status()).isIn(ends(outcome));
    }

    private static List<JobStatus> ends(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return List.of(JobStatus.FAILED, JobStatus.EXHAUSTED, JobStatus.EXPIRED);
        }
        if (outcome instanceof Outcome.GivenUp) {
            return List.of(JobStatus.EXHAUSTED);
        }
        if (outcome instanceof Outcome.Succeeded) {
            return List.of(JobStatus.SUCCESS);
        }
        return List.of(outcome instanceof Outcome.Cancelled ? JobStatus.CANCELLED : JobStatus.QUEUED);
    }

    @Property
    void aFailureExhaustsJustWhenItIsOneMoreThanTheRetries(@ForAll("jobs") JobState any, @ForAll long now) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);
        Integer retries = job.retry().maxRetryCount();

        Transition move = Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("broken")), now);

        boolean tooMany = retries != null && plusOne(job.failures()) > retries;
        assertThat(move.status() == JobStatus.EXHAUSTED).isEqualTo(tooMany);
    }

    @Property
    void aRetryStartsAfterItsDelayAndBeforeTheDeadline(@ForAll("jobs") JobState any, @ForAll long now) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);

        Transition move = Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("broken")), now);

        if (move.status() == JobStatus.FAILED) {
            assertThat(move.scheduledAt())
                    .isEqualTo(clamped(BigInteger.valueOf(now)
                            .add(BigInteger.valueOf(Backoff.delay(move.failures(), job.retry())))));
            assertThat(move.expiresAt())
                    .satisfiesAnyOf(
                            deadline -> assertThat(deadline).isNull(),
                            deadline -> assertThat(deadline).isGreaterThan(move.scheduledAt()));
        } else {
            assertThat(move.scheduledAt()).isEqualTo(job.scheduledAt());
        }
    }

    @Property
    void aLostClaimIsAFailureAtItsLastSignOfLife(@ForAll("jobs") JobState any) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);

        Transition lost = Lifecycle.lose(job);

        assertThat(lost.finishedAt()).isEqualTo(Math.max(0, Objects.requireNonNull(job.claimedAt())));
        assertThat(lost.failures()).isEqualTo(plusOne(job.failures()));
        assertThat(lost.error()).contains("vanished", "node-0", "may have run");
        assertThat(lost.errorTrace()).isNull();
    }

    @Property
    void givingBackCountsNothing(@ForAll("jobs") JobState any) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);

        Transition back = Lifecycle.unclaim(job);

        assertThat(job.after(back))
                .usingRecursiveComparison()
                .ignoringFields("status", "claimedBy", "claimedAt")
                .isEqualTo(job);
        assertThat(back.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(back.claimedBy()).isNull();
        assertThat(back.claimedAt()).isNull();
    }

    @Property
    void aLostClaimIsWrittenAsAFailureAtThatTime(@ForAll("jobs") JobState any) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);
        Transition lost = Lifecycle.lose(job);

        ErrorText sameText = ErrorText.of(Objects.requireNonNull(lost.error()));
        long then = Math.max(0, Objects.requireNonNull(job.claimedAt()));
        assertThat(lost).isEqualTo(Lifecycle.settle(job, new Outcome.Failed(sameText), then));
    }

    @Property
    void aRescheduledStartIsTheSumOfWhatIsGiven(
            @ForAll("jobs") JobState any,
            @ForAll @WithNull Long at,
            @ForAll @WithNull @LongRange Long delay,
            @ForAll long now) {
        JobState job = AnyJobs.in(JobStatus.CLAIMED, any);

        Transition move = Lifecycle.settle(job, new Outcome.Rescheduled(at, delay), now);

        long least = job.retry().policy().minDelay().toMillis();
        long span = delay != null ? delay : at != null ? 0 : least;
        assertThat(move.scheduledAt())
                .isEqualTo(clamped(BigInteger.valueOf(at == null ? now : at).add(BigInteger.valueOf(span))));
    }

    /** How a claim of a job can end so that the job is not finished by it. */
    private enum End {
        FAILED,
        LOST,
        REJECTED,
        RESCHEDULED,
        GIVEN_BACK;

        Transition of(JobState job) {
            return switch (this) {
                case FAILED -> Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("broken")), 7);
                case LOST -> Lifecycle.lose(job);
                case REJECTED -> Lifecycle.settle(job, new Outcome.Rejected(), 7);
                case RESCHEDULED -> Lifecycle.settle(job, new Outcome.Rescheduled(null, null), 7);
                case GIVEN_BACK -> Lifecycle.unclaim(job);
            };
        }
    }

    @Property
    void soManyRetriesAreOneFailureMore(@ForAll @IntRange(max = 30) int retries, @ForAll @Size(100) List<End> ends) {
        JobState job = AnyJobs.fresh(retries);
        int failed = 0;
        int attempts = 0;
        for (End end : ends) {
            if (job.waits()) {
                JobState claimed = job.after(Lifecycle.claim(job, "node-1", 5));
                job = claimed.after(end.of(claimed));
                failed += end == End.FAILED || end == End.LOST ? 1 : 0;
                attempts += end == End.GIVEN_BACK ? 0 : 1;
                assertThat(job.failures()).isEqualTo(failed);
                assertThat(job.attempts()).isEqualTo(attempts);
                assertThat(job.status() == JobStatus.EXHAUSTED).isEqualTo(failed == retries + 1);
            }
        }
    }

    private static int plusOne(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    private static long clamped(BigInteger exact) {
        return exact.min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }
}
