package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Desk;
import dev.raquel.cdi.it.application.Handlers;
import dev.raquel.cdi.it.application.Ledger;
import dev.raquel.cdi.it.application.Scripts;
import jakarta.transaction.Status;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Handlers that fail leave nothing half done, and nothing open, in every kind of bean. */
interface FailuresInServer extends InServer {

    /** More than there are connections: if one is lost each time, the last ones get none. */
    int MANY = 25;

    @Test
    default void aCheckedException() {
        assertThat(failure(Handlers.PLAIN, new IOException("no route to host")))
                .isEqualTo("java.io.IOException: no route to host");
    }

    @Test
    default void anUncheckedException() {
        assertThat(failure(Handlers.PLAIN, new IllegalStateException("boom")))
                .isEqualTo("java.lang.IllegalStateException: boom");
    }

    @Test
    default void anError() {
        assertThat(failure(Handlers.PLAIN, new LinkageError("no such class")))
                .isEqualTo("java.lang.LinkageError: no such class");
    }

    @Test
    default void anExceptionUnderALock() {
        assertThat(failure(Handlers.LOCKED, new IllegalStateException("boom"))).contains("boom");
    }

    @Test
    default void anExceptionThroughTransactional() {
        assertThat(failure(Handlers.TRANSACTIONAL, new IllegalStateException("boom")))
                .contains("boom");
    }

    @Test
    default void aCheckedExceptionThroughTransactional() {
        assertThat(failure(Handlers.TRANSACTIONAL, new IOException("no route to host")))
                .contains("no route to host");
    }

    @Test
    default void anExceptionThroughAnEjb() {
        assertThat(failure(Desk.QUEUE, new IllegalStateException("boom"))).contains("boom");
    }

    @Test
    default void aCheckedExceptionThroughAnEjb() {
        assertThat(failure(Desk.QUEUE, new IOException("no route to host"))).contains("no route to host");
    }

    @Test
    default void handlersInEveryKindOfTransactionCommit() {
        for (String queue : List.of(Handlers.PLAIN, Handlers.LOCKED, Handlers.TRANSACTIONAL, Desk.QUEUE)) {
            String name = unique();

            JobInfo job = attempt(queue, running -> bean(Accounts.class).open(name));

            assertThat(job.error()).as(queue).isNull();
            assertThat(job.status()).as(queue).isEqualTo(JobStatus.SUCCESS);
            assertThat(isOpen(name)).as(queue).isTrue();
        }
    }

    @Test
    default void swallowingWhatABusinessMethodThrew() {
        JobInfo job = attempt(running -> {
            try {
                bean(Accounts.class).refuse();
            } catch (IllegalStateException ignored) {
                // as careless handlers do
            }
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("marked for rollback");
    }

    @Test
    default void writesThatTheDatabaseRefuses() {
        String name = unique();
        bean(Accounts.class).open(name);

        JobInfo job = attempt(running -> bean(Accounts.class).open(name));

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.errorTrace()).contains("duplicate key");
    }

    @Test
    default void failuresBeyondThePoolLeaveItClean() {
        manyTimes(
                running -> {
                    bean(Accounts.class).open(unique());
                    throw new LinkageError("one of many");
                },
                JobStatus.EXHAUSTED);
        manyTimes(running -> bean(Accounts.class).open(unique()), JobStatus.SUCCESS);
    }

    @Test
    default void aTransactionTimeoutFailsTheJobAndLeavesThreadAndPoolClean() {
        String name = unique();
        String late = unique();
        String later = unique();

        JobInfo job = attempt(running -> {
            bean(Accounts.class).open(name);
            awaitTransactionTimeout();
            tryTo(() -> bean(Accounts.class).open(late));
            tryTo(() -> bean(Ledger.class).open(later));
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.error()).contains("timeout");
        assertThat(isOpen(name)).isFalse();
        assertThat(isOpen(late)).isFalse();
        assertThat(isOpen(later)).isFalse();
        manyTimes(
                running -> {
                    assertThat(transactionStatus()).isEqualTo(Status.STATUS_ACTIVE);
                    bean(Accounts.class).open(unique());
                },
                JobStatus.SUCCESS);
    }

    private String failure(String queue, Throwable thrown) {
        String name = unique();

        JobInfo job = attempt(queue, running -> {
            bean(Accounts.class).open(name);
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });

        assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(job.errorTrace()).contains(thrown.toString(), "FailuresInServer");
        assertThat(isOpen(name)).isFalse();
        return job.error();
    }

    private void manyTimes(Scripts.Script script, JobStatus status) {
        List<JobInfo> jobs = Stream.generate(() -> enqueueOnce(Handlers.PLAIN, script))
                .limit(MANY)
                .toList();
        jobs.forEach(job -> awaitStatus(job, status));
    }

    /** As a handler that notices nothing. */
    private static void tryTo(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException ignored) {
            // whether the server says it at once or at the end is its own affair
        }
    }
}
