package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The moves of a job's life, for rows that hold anything at all. */
class LifecycleTest {

    private static final Map<String, Set<JobStatus>> LEGAL = Map.of(
            "claim", Set.of(JobStatus.QUEUED, JobStatus.FAILED),
            "expire", Set.of(JobStatus.QUEUED, JobStatus.FAILED),
            "cancel", Set.of(JobStatus.QUEUED, JobStatus.FAILED),
            "settle", Set.of(JobStatus.CLAIMED),
            "lose", Set.of(JobStatus.CLAIMED),
            "unclaim", Set.of(JobStatus.CLAIMED),
            "requeue", Set.of(JobStatus.EXHAUSTED, JobStatus.EXPIRED, JobStatus.CANCELLED));

    private static final Map<String, BiFunction<JobState, Long, Transition>> MOVES = Map.of(
            "claim", (job, now) -> Lifecycle.claim(job, "node-1", now),
            "expire", Lifecycle::expire,
            "cancel", Lifecycle::cancel,
            "settle", (job, now) -> Lifecycle.settle(job, new Outcome.Succeeded(), now),
            "lose", (job, now) -> Lifecycle.lose(job),
            "unclaim", (job, now) -> Lifecycle.unclaim(job),
            "requeue", Lifecycle::requeue);

    @Provide
    Arbitrary<JobState> jobs() {
        Arbitrary<Integer> integers = Arbitraries.integers();
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<RetryLimits> limits = Combinators.combine(
                        integers.injectNull(0.3),
                        integers.injectNull(0.3),
                        integers.injectNull(0.3),
                        integers.injectNull(0.3))
                .as(RetryLimits::new);
        return Combinators.combine(
                        Arbitraries.of(JobStatus.values()),
                        limits,
                        longs.injectNull(0.3),
                        longs,
                        integers,
                        integers,
                        longs.injectNull(0.3),
                        longs)
                .as(LifecycleTest::job);
    }

    @Provide
    Arbitrary<Outcome> outcomes() {
        ErrorText error = ErrorText.of("broken");
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new Outcome.Succeeded(),
                        new Outcome.Rejected(),
                        new Outcome.Cancelled(),
                        new Outcome.Failed(error),
                        new Outcome.GivenUp(error)),
                Combinators.combine(
                                Arbitraries.longs().injectNull(0.3),
                                Arbitraries.longs().greaterOrEqual(0).injectNull(0.3))
                        .as(Outcome.Rescheduled::new));
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

    @Property
    void aMoveIsMadeFromItsStatesAndRefusedFromAllOthers(@ForAll("jobs") JobState job, @ForAll long now) {
        MOVES.forEach((name, move) -> {
            if (Objects.requireNonNull(LEGAL.get(name)).contains(job.status())) {
                move.apply(job, now);
            } else {
                assertThatIllegalStateException()
                        .as(name)
                        .isThrownBy(() -> move.apply(job, now))
                        .withMessageContaining(job.status().column())
                        .withMessageContaining(job.id().toString());
            }
        });
    }

    @Property
    void settlingCountsOneAttemptAndAFailureOnlyIfItFailed(
            @ForAll("jobs") JobState any, @ForAll("outcomes") Outcome outcome, @ForAll long now) {
        JobState job = claimed(any);

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
        JobState job = claimed(any);
        Integer retries = job.retry().maxRetryCount();

        Transition move = Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("broken")), now);

        boolean tooMany = retries != null && plusOne(job.failures()) > retries;
        assertThat(move.status() == JobStatus.EXHAUSTED).isEqualTo(tooMany);
    }

    @Property
    void aRetryStartsAfterItsDelayAndBeforeTheDeadline(@ForAll("jobs") JobState any, @ForAll long now) {
        JobState job = claimed(any);

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
    void failingAgainAndAgainKeepsTheFirstDeadline(@ForAll("jobs") JobState any, @ForAll long now) {
        JobState job = claimed(any);
        JobState failed = job.after(Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("1")), now));
        if (failed.status() == JobStatus.FAILED) {
            JobState again = failed.after(Lifecycle.claim(failed, "node-2", now));
            Transition second = Lifecycle.settle(again, new Outcome.Failed(ErrorText.of("2")), now);
            assertThat(second.expiresAt()).isEqualTo(failed.expiresAt());
        }
    }

    @Property
    void aLostClaimIsAFailureAtItsLastSignOfLife(@ForAll("jobs") JobState any) {
        JobState job = claimed(any);

        Transition lost = Lifecycle.lose(job);

        assertThat(lost.finishedAt()).isEqualTo(Math.max(0, job.claimedAt()));
        assertThat(lost.failures()).isEqualTo(plusOne(job.failures()));
        assertThat(lost.error()).contains("vanished", "node-0", "may have run");
        assertThat(lost.errorTrace()).isNull();
    }

    @Property
    void givingBackCountsNothing(@ForAll("jobs") JobState any) {
        JobState job = claimed(any);

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
    void aClaimForgetsTheDeadlineOfAnEarlierLife(@ForAll("jobs") JobState job, @ForAll long now) {
        if (job.status() == JobStatus.QUEUED) {
            assertThat(Lifecycle.claim(job, "node-1", now).expiresAt()).isNull();
        }
        if (job.status() == JobStatus.FAILED) {
            assertThat(Lifecycle.claim(job, "node-1", now).expiresAt()).isEqualTo(job.expiresAt());
        }
    }

    private static JobState claimed(JobState job) {
        return job(
                JobStatus.CLAIMED,
                job.retry(),
                job.maxAge(),
                job.scheduledAt(),
                job.attempts(),
                job.failures(),
                job.expiresAt(),
                Objects.requireNonNull(job.claimedAt()));
    }

    private static int plusOne(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }

    private static long clamped(BigInteger exact) {
        return exact.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }
}
