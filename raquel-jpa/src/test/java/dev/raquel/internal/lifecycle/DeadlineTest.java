package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Until when a job may be started, for rows that hold anything at all. */
class DeadlineTest {

    @Provide
    Arbitrary<JobState> jobs() {
        return AnyJobs.jobs();
    }

    @Property
    void aJobIsTooOldFromItsDeadlineOn(@ForAll("jobs") JobState job, @ForAll long now) {
        boolean waits = job.status() == JobStatus.QUEUED || job.status() == JobStatus.FAILED;
        boolean ownDeadline = job.status() == JobStatus.FAILED && job.expiresAt() != null;
        Long deadline = ownDeadline ? job.expiresAt() : startPlusAge(job);

        boolean past = job.maxAge() != null && Objects.requireNonNull(deadline) <= now;
        assertThat(Lifecycle.isTooOld(job, now)).isEqualTo(waits && past);
    }

    @Property
    void noNumberOfFailuresMovesTheDeadline(
            @ForAll("jobs") JobState any, @ForAll @Size(max = 20) List<@From("failures") Failure> failures) {
        JobState job = AnyJobs.in(JobStatus.QUEUED, any);
        Long deadline = startPlusAge(job);

        for (Failure failure : failures) {
            if (job.waits()) {
                job = job.after(Lifecycle.claim(job, "node-1", failure.claimedAt()));
                job = job.after(failure.of(job));
                assertThat(job.expiresAt()).isEqualTo(deadline);
            }
        }
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

    @Provide
    Arbitrary<Failure> failures() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs(), Arbitraries.of(true, false))
                .as(Failure::new);
    }

    /** A claim that ends badly: by a failure, or lost. */
    record Failure(long claimedAt, long at, boolean lost) {

        Transition of(JobState job) {
            return lost ? Lifecycle.lose(job) : Lifecycle.settle(job, new Outcome.Failed(ErrorText.of("1")), at);
        }
    }

    private static @Nullable Long startPlusAge(JobState job) {
        return job.maxAge() == null
                ? null
                : Long.valueOf(inRange(BigInteger.valueOf(job.scheduledAt()).add(BigInteger.valueOf(job.maxAge()))));
    }

    private static long inRange(BigInteger exact) {
        return exact.min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }
}
