package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What each stated outcome makes of the job, and of what the handler wrote. */
interface OutcomeContract extends Contract {

    /** Runs a handler that writes an effect and then does this. */
    private JobInfo after(JobHandler<String> what) {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().write("effect");
            what.handle(running);
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
        return q().read(job);
    }

    private boolean kept() {
        return q().written("effect");
    }

    private void rollbackOnly() {
        q().raquel.entityManager().getTransaction().setRollbackOnly();
    }

    @Test
    default void failRollsBackAndRetries() {
        JobInfo job = after(running -> running.fail("451"));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).isEqualTo("451");
        assertThat(job.errorTrace()).isNull();
        assertThat(job.scheduledAt()).isEqualTo(q().clock.instant().plusSeconds(1));
        assertThat(kept()).isFalse();
    }

    @Test
    default void failWithAThrowableRecordsItsTrace() {
        JobInfo job = after(running -> running.fail(new IllegalStateException("451")));

        assertThat(job.error()).isEqualTo("java.lang.IllegalStateException: 451");
        assertThat(job.errorTrace()).contains("OutcomeContract");
    }

    @Test
    default void giveUpRollsBackForGood() {
        JobInfo job = after(running -> running.giveUp("550"));

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.failures()).isOne();
        assertThat(job.error()).isEqualTo("550");
        assertThat(kept()).isFalse();
    }

    @Test
    default void rescheduleCommitsAndWaitsTheShortestDelay() {
        JobInfo job = after(Job::reschedule);

        assertRescheduledTo(job, q().clock.instant().plusSeconds(1));
    }

    @Test
    default void rescheduleByDelay() {
        assertRescheduledTo(
                after(running -> running.reschedule(Duration.ofMillis(500))),
                q().clock.instant().plusMillis(500));
    }

    @Test
    default void rescheduleToATime() {
        Instant at = q().clock.instant().plusSeconds(90);

        assertRescheduledTo(after(running -> running.reschedule(at)), at);
    }

    @Test
    default void rescheduleToATimeAndADelayAddsUp() {
        Instant at = q().clock.instant().plusSeconds(90);

        assertRescheduledTo(after(running -> running.reschedule(at, Duration.ofDays(1))), at.plusSeconds(86_400));
    }

    private void assertRescheduledTo(JobInfo job, Instant at) {
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.scheduledAt()).isEqualTo(at);
        assertThat(job.attempts()).isOne();
        assertThat(job.failures()).isZero();
        assertThat(job.finishedAt()).isNull();
        assertThat(kept()).isTrue();
    }

    @Test
    default void rejectRollsBackAndPutsBackAsItWas() {
        JobInfo job = after(Job::reject);

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.scheduledAt()).isEqualTo(job.enqueuedAt());
        assertThat(job.attempts()).isOne();
        assertThat(job.failures()).isZero();
        assertThat(job.claimedBy()).isNull();
        assertThat(job.claimedAt()).isNull();
        assertThat(kept()).isFalse();
    }

    @Test
    default void cancelCommits() {
        JobInfo job = after(Job::cancel);

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(job.attempts()).isOne();
        assertThat(job.finishedAt()).isEqualTo(q().clock.instant());
        assertThat(kept()).isTrue();
    }

    @Test
    default void successUnderRollbackOnlyIsAFailureThatSaysSo() {
        assertFailedByRollbackOnly(after(running -> rollbackOnly()));
    }

    @Test
    default void cancelUnderRollbackOnlyIsAFailureThatSaysSo() {
        assertFailedByRollbackOnly(after(running -> {
            rollbackOnly();
            running.cancel();
        }));
    }

    private void assertFailedByRollbackOnly(JobInfo job) {
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("marked for rollback");
        assertThat(kept()).isFalse();
    }

    @Test
    default void otherOutcomesSurviveRollbackOnly() {
        JobInfo job = after(running -> {
            rollbackOnly();
            running.reschedule(Duration.ofMinutes(1));
        });

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.scheduledAt()).isEqualTo(q().clock.instant().plusSeconds(60));
        assertThat(kept()).isFalse();
    }

    @Test
    default void aTransactionThatEndedUnderTheHandlerIsAFailure() {
        JobInfo job =
                after(running -> q().raquel.entityManager().getTransaction().rollback());

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("transaction ended before the handler did");
        assertThat(kept()).isFalse();
    }

    @Test
    default void anExceptionBeatsAnOutcomeStatedBeforeIt() {
        JobInfo job = after(running -> {
            running.cancel();
            throw new IllegalStateException("after all");
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("after all");
        assertThat(kept()).isFalse();
    }

    @Test
    default void aSecondOutcomeIsRefused() {
        JobInfo job = after(running -> {
            running.cancel();
            assertThatIllegalStateException()
                    .isThrownBy(running::reject)
                    .withMessageContaining("stated already")
                    .withMessageContaining("Cancelled");
        });

        assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    default void anOutcomeAfterTheAttemptIsRefused() {
        AtomicReference<Job<String>> kept = new AtomicReference<>();
        after(kept::set);

        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get().fail("late"))
                .withMessageContaining("has ended");
    }

    @Test
    default void aNegativeDelayIsRefusedAndStatesNothing() {
        JobInfo job = after(running -> assertThatIllegalArgumentException()
                .isThrownBy(() -> running.reschedule(Duration.ofMillis(-1)))
                .withMessageContaining("zero or more"));

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void nulCharactersAndLongMessagesAreStorable() {
        JobInfo job = after(running -> running.fail("a\0b" + "y".repeat(100_000)));

        assertThat(job.error()).startsWith("a\uFFFDbyyy").hasSizeLessThan(5_000).endsWith("more characters)");
    }

    @Test
    default void aStartBefore1970IsRefused() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> running.reschedule(Instant.EPOCH.minusMillis(1)))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(job).error()).contains("give a time since 1970");
    }
}
