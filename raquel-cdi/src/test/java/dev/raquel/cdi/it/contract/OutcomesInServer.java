package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Handlers;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each outcome makes of the job, and of what its handler wrote. */
interface OutcomesInServer extends InServer {

    @Test
    default void successKeepsTheWrites() {
        JobInfo job = keepsTheWrites(running -> {});

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.attempts()).isEqualTo(1);
    }

    @Test
    default void rescheduleKeepsTheWrites() {
        JobInfo job = keepsTheWrites(running -> running.reschedule(Duration.ofDays(1)));

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.scheduledAt()).isAfter(job.enqueuedAt().plus(Duration.ofHours(23)));
    }

    @Test
    default void cancelKeepsTheWrites() {
        assertThat(keepsTheWrites(Job::cancel).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    default void failRollsTheWritesBack() {
        JobInfo job = rollsTheWritesBack(running -> running.fail("not today"));

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).isEqualTo("not today");
    }

    @Test
    default void giveUpRollsTheWritesBack() {
        JobInfo job = rollsTheWritesBack(running -> running.giveUp("never"));

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).isEqualTo("never");
    }

    @Test
    default void rejectRollsTheWritesBack() {
        JobInfo job = rollsTheWritesBack(Job::reject);

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.claimedBy()).isNull();
        raquel().cancel(job.id());
    }

    @Test
    default void anExceptionRollsTheWritesBackAndIsRetriedLater() {
        String name = unique();

        JobInfo job = awaitAttempt(enqueue(Handlers.PLAIN, running -> {
            bean(Accounts.class).open(name);
            throw new java.io.IOException("no route to host");
        }));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failures()).isEqualTo(1);
        assertThat(job.scheduledAt()).isEqualTo(job.finishedAt().plusSeconds(1));
        assertThat(isOpen(name)).isFalse();
        raquel().cancel(job.id());
    }

    @Test
    default void aMarkForRollbackMakesAFailureOfSuccess() {
        JobInfo job = rollsTheWritesBack(this::markForRollback);

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("marked for rollback");
    }

    @Test
    default void aMarkForRollbackMakesAFailureOfCancel() {
        JobInfo job = rollsTheWritesBack(running -> {
            markForRollback(running);
            running.cancel();
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("marked for rollback");
    }

    @Test
    default void rescheduleSurvivesAMarkForRollback() {
        JobInfo job = rollsTheWritesBack(running -> {
            markForRollback(running);
            running.reschedule(Duration.ofDays(1));
        });

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.error()).isNull();
    }

    @Test
    default void giveUpSurvivesAMarkForRollback() {
        JobInfo job = rollsTheWritesBack(running -> {
            markForRollback(running);
            running.giveUp("never");
        });

        assertThat(job.error()).isEqualTo("never");
    }

    @Test
    default void anExceptionBeatsTheOutcomeBeforeIt() {
        JobInfo job = rollsTheWritesBack(running -> {
            running.cancel();
            throw new IllegalStateException("then this");
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("then this");
    }

    private JobInfo keepsTheWrites(Consumer<Job<String>> outcome) {
        String name = unique();
        JobInfo job = openingAn(name, outcome);
        assertThat(isOpen(name)).as("what was written stays").isTrue();
        return job;
    }

    private JobInfo rollsTheWritesBack(Consumer<Job<String>> outcome) {
        String name = unique();
        JobInfo job = openingAn(name, outcome);
        assertThat(isOpen(name)).as("what was written stays").isFalse();
        return job;
    }

    private JobInfo openingAn(String account, Consumer<Job<String>> outcome) {
        return attempt(running -> {
            bean(Accounts.class).open(account);
            outcome.accept(running);
        });
    }

    private void markForRollback(Job<String> running) {
        try {
            bean(UserTransaction.class).setRollbackOnly();
        } catch (jakarta.transaction.SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
