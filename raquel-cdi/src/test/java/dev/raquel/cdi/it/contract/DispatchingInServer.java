package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.it.application.Accounts;
import dev.raquel.cdi.it.application.Handlers;
import dev.raquel.cdi.it.application.Scripts;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs are run by themselves, as soon as there is something to do: the poll interval is half an hour. */
interface DispatchingInServer extends InServer {

    @Test
    default void nothingRunsBeforeTheCommitWhichWakesTheHandler() throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        UserTransaction user = bean(UserTransaction.class);

        user.begin();
        JobInfo early = enqueue(Handlers.PLAIN, running -> handled.countDown());
        // Another transaction's job makes the dispatcher look while this one is still open.
        JobInfo other = bean(Accounts.class).enqueueOnItsOwn(Handlers.PLAIN, Scripts.payload(running -> {}));
        awaitStatus(other, JobStatus.SUCCESS);
        long before = handled.getCount();
        user.commit();

        assertThat(before).as("run before its commit").isOne();
        awaitSignal(handled);
        awaitStatus(early, JobStatus.SUCCESS);
    }

    @Test
    default void aDelayedJobIsRunWhenItIsDue() {
        JobInfo job = raquel().enqueue(JobRequest.of(Scripts.payload(running -> {}))
                .withQueue(Handlers.PLAIN)
                .withDelay(Duration.ofMillis(300)));

        assertThat(awaitStatus(job, JobStatus.SUCCESS).finishedAt()).isAfterOrEqualTo(job.scheduledAt());
    }

    @Test
    default void aFailedJobIsRunAgainAfterItsDelay() {
        AtomicInteger attempts = new AtomicInteger();
        Duration delay = Duration.ofMillis(300);

        JobInfo job = raquel().enqueue(JobRequest.of(Scripts.payload(running -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first time");
                    }
                }))
                .withQueue(Handlers.PLAIN)
                .withRetryPolicy(RetryPolicy.DEFAULT.withDelays(delay, delay)));

        JobInfo after = awaitStatus(job, JobStatus.SUCCESS);
        assertThat(after.attempts()).isEqualTo(2);
        assertThat(after.error()).contains("the first time");
    }

    @Test
    default void eachQueueHasItsOwnConcurrency() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger alone = new AtomicInteger();

        List<JobInfo> oneByOne = jobs(3, Handlers.ALONE, running -> {
            alone.incrementAndGet();
            awaitSignal(mayEnd);
        });
        List<JobInfo> twoAtATime = jobs(2, Handlers.CROWD, running -> {
            together.countDown();
            awaitSignal(together);
        });

        twoAtATime.forEach(job -> awaitStatus(job, JobStatus.SUCCESS));
        assertThat(alone).hasValueLessThanOrEqualTo(1);
        mayEnd.countDown();
        oneByOne.forEach(job -> awaitStatus(job, JobStatus.SUCCESS));
        assertThat(alone).hasValue(3);
    }

    @Test
    default void jobsBeyondTheServersThreadsWaitForOneAndAreRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);

        List<JobInfo> jobs = jobs(Handlers.CROWD_SIZE, Handlers.CROWD, running -> {
            begun.countDown();
            awaitSignal(mayEnd);
        });
        awaitSignal(begun);
        mayEnd.countDown();

        jobs.forEach(job -> awaitStatus(job, JobStatus.SUCCESS));
    }

    private List<JobInfo> jobs(int count, String queue, Scripts.Script script) {
        return Stream.generate(() -> enqueue(queue, script)).limit(count).toList();
    }
}
