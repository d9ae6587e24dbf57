package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Handlers;
import dev.raquel.cdi.it.application.Scripts;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;

/** What the tests of every part need. */
interface InServer {

    /** Long enough for the slowest machine; nothing waits so long unless it fails. */
    Duration LONG = Duration.ofSeconds(60);

    default <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    default RaquelService raquel() {
        return bean(RaquelService.class);
    }

    /** A text that no other test writes. */
    default String unique() {
        return UUID.randomUUID().toString();
    }

    /** Whether an account of this name is committed. */
    default boolean isOpen(String account) {
        return bean(Accounts.class).find(account) != null;
    }

    /** Whether a job with this payload is committed. */
    default boolean isEnqueued(String payload) {
        return bean(Accounts.class).count("jobs where payload = '" + payload + "'") == 1;
    }

    default JobInfo read(JobInfo job) {
        return raquel().get(job.id()).orElseThrow();
    }

    /** The job, once it is in this state. */
    default JobInfo awaitStatus(JobInfo job, JobStatus status) {
        eventually(() -> read(job).status() == status);
        return read(job);
    }

    /** The job, once it was attempted. */
    default JobInfo awaitAttempt(JobInfo job) {
        eventually(() -> read(job).attempts() > 0);
        return read(job);
    }

    /** Waits for this, on the thread of the test, which knows the application. */
    default void eventually(Callable<Boolean> condition) {
        await().atMost(LONG).pollInSameThread().until(condition);
    }

    default void awaitSignal(CountDownLatch signal) throws InterruptedException {
        assertThat(signal.await(LONG.toSeconds(), TimeUnit.SECONDS))
                .as("signal")
                .isTrue();
    }

    /** A job of this queue that does this. */
    default JobInfo enqueue(String queue, Scripts.Script script) {
        return raquel().enqueue(queue, Scripts.payload(script));
    }

    /** The same, without a retry. */
    default JobInfo enqueueOnce(String queue, Scripts.Script script) {
        return raquel().enqueue(
                        JobRequest.of(Scripts.payload(script)).withQueue(queue).withMaxRetries(0));
    }

    /** What became of a job that a handler did this for, once. */
    default JobInfo attempt(String queue, Scripts.Script script) {
        return awaitAttempt(enqueueOnce(queue, script));
    }

    /** What became of a job that the usual handler did this for, once. */
    default JobInfo attempt(Scripts.Script script) {
        return attempt(Handlers.PLAIN, script);
    }

    /** Waits for the timeout of this thread's transaction. */
    default void awaitTransactionTimeout() {
        eventually(() -> transactionStatus() != Status.STATUS_ACTIVE);
    }

    default int transactionStatus() throws NamingException {
        return ((TransactionSynchronizationRegistry)
                        new InitialContext().lookup("java:comp/TransactionSynchronizationRegistry"))
                .getTransactionStatus();
    }

    /** Nor a lock, which would be in a transaction. */
    @AfterEach
    default void noTransactionIsLeftOpen() {
        eventually(() -> openTransactions() == 0);
    }

    /** How many transactions wait in the database for somebody to go on with them, besides the one that asks. */
    private long openTransactions() {
        return bean(Accounts.class)
                .count("pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and state like 'idle in transaction%'");
    }
}
