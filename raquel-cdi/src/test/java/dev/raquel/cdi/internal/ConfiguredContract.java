package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.spi.Transactions;
import dev.raquel.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What settings do. */
abstract class ConfiguredContract {

    /** A database for one test alone. */
    abstract TestDatabase database();

    private InProcessServer started(Map<String, String> settings) {
        return new InProcessServer(settings, database(), Scripted.class).start();
    }

    @Test
    void switchedOffThereIsNoEntityAndTheServiceRefusesWithTheReason() {
        try (InProcessServer server = started(Map.of("raquel.enabled", "false"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> server.raquel().enqueue(Scripted.QUEUE, ""))
                    .withMessageContaining("RAQUEL-023")
                    .withMessageContaining("raquel.enabled is false");
            assertThatIllegalStateException().isThrownBy(() -> server.raquel().async());
            assertThat(server.raquel()).hasToString("the job queue, switched off");
            assertThat(server.unit().getMetamodel().getEntities())
                    .extracting("name")
                    .containsExactly("Note");
            assertThat(server.ownThreads()).isEmpty();
            assertThat(server.bean(RaquelNode.class).databaseProblem(Duration.ofSeconds(1)))
                    .as("what health checks are told")
                    .isEmpty();
        }
    }

    @Test
    void withoutDispatchingJobsAreEnqueuedAndDrained() {
        try (InProcessServer server = started(Map.of("raquel.dispatch", "false"))) {
            JobInfo job = server.raquel().enqueue(Scripted.QUEUE, nothing());

            assertThat(server.ownThreads()).isEmpty();
            assertThat(server.raquel().drain(Scripted.QUEUE)).isOne();
            assertThat(status(server, job)).isEqualTo(JobStatus.SUCCESS);
        }
    }

    @Test
    void whatEndedLongAgoIsDeletedByItsRetention() {
        try (InProcessServer server =
                new InProcessServer(Map.of("raquel.retention.cancelled", "PT1S"), database(), Scripted.class)) {
            server.execute("insert into jobs (queue, status, finished_at) values ('old', 'cancelled', 1)");
            server.execute("insert into jobs (queue, status, finished_at) values ('old', 'success', 1)");
            server.start(); // what comes during the first sweep may wait a minute for the second

            await().until(() -> server.count("jobs where status = 'cancelled'") == 0);

            assertThat(server.count("jobs where status = 'success'")).isOne();
        }
    }

    @Test
    void aPausedQueueIsLeftAloneAndDrained() {
        try (InProcessServer server = started(Map.of("raquel.queue.scripted.paused", "true"))) {
            JobInfo paused = server.raquel().enqueue(Scripted.QUEUE, nothing());
            for (int i = 0; i < 3; i++) {
                JobInfo other = server.raquel().enqueue(Scripted.OUTSIDE, nothing());
                await().until(() -> status(server, other) == JobStatus.SUCCESS);
            }

            assertThat(status(server, paused)).isEqualTo(JobStatus.QUEUED);
            assertThat(server.raquel().drain(Scripted.QUEUE)).isOne();
            assertThat(status(server, paused)).isEqualTo(JobStatus.SUCCESS);
        }
    }

    @Test
    void theConfiguredConcurrencyIsThatOfTheThreads() throws Exception {
        try (InProcessServer server =
                started(Map.of("raquel.queue.scripted.concurrency", "12", "raquel.queue.outside.concurrency", "1"))) {
            CountDownLatch together = new CountDownLatch(12);
            List<JobInfo> jobs = Stream.generate(() -> server.raquel().enqueue(Scripted.QUEUE, meeting(together)))
                    .limit(12)
                    .toList();

            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
            jobs.forEach(job -> await().until(() -> status(server, job) == JobStatus.SUCCESS));

            server.undeploy();
            await().until(() -> server.ownThreads().isEmpty());
        }
    }

    @Test
    void aTransactionTimeoutFailsTheJobAndKeepsNothing() {
        String note = ServerContract.unique();
        try (InProcessServer server = started(Map.of("raquel.queue.scripted.transaction-timeout", "PT1S"))) {
            JobInfo job = server.raquel().enqueue(Scripted.QUEUE, Scripted.payload((running, data) -> {
                data.persist(new Note(note));
                data.flush();
                await().pollInSameThread().until(() -> server.transactions().status() != Transactions.Status.ACTIVE);
            }));

            await().until(() -> server.raquel().get(job.id()).orElseThrow().failures() > 0);
            assertThat(server.raquel().get(job.id()).orElseThrow().error()).contains("timeout");
            assertThat(server.count("note where text = '" + note + "'")).isZero();
            server.raquel().cancel(job.id());
        }
    }

    @Test
    void aNamedExecutorIsUsedAndItsThreadsAreMeasured() {
        Semaphore mayEnd = new Semaphore(0);
        try (InProcessServer server = started(Map.of("raquel.executor", InProcessServer.EXECUTOR))) {
            String payload = Scripted.payload((running, data) -> mayEnd.acquire());
            List<JobInfo> jobs = Stream.generate(() -> server.raquel().enqueue(Scripted.QUEUE, payload))
                    .limit(4)
                    .toList();

            await().until(() -> count(server, JobStatus.QUEUED) == 2 && count(server, JobStatus.CLAIMED) == 2);
            mayEnd.release(4);

            jobs.forEach(job -> await().until(() -> status(server, job) == JobStatus.SUCCESS));
            assertThat(jobs)
                    .allMatch(job -> server.raquel().get(job.id()).orElseThrow().attempts() == 1);
            assertThat(server.ownThreads())
                    .as("the dispatcher's alone")
                    .extracting(Thread::getName)
                    .containsExactlyInAnyOrder("raquel-claims", "raquel-duties", "raquel-settlements");
        } finally {
            mayEnd.release(4);
        }
    }

    @Test
    void anExecutorThatDoesNotExistFailsTheStart() {
        try (InProcessServer server =
                new InProcessServer(Map.of("raquel.executor", "java:comp/Nobody"), database(), Scripted.class)) {
            assertThatIllegalStateException()
                    .isThrownBy(server::start)
                    .withMessageContaining("RAQUEL-022")
                    .withMessageContaining("'java:comp/Nobody'");
        }
    }

    private static String nothing() {
        return Scripted.payload((job, data) -> {});
    }

    private static String meeting(CountDownLatch together) {
        return Scripted.payload((job, data) -> {
            together.countDown();
            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
        });
    }

    private static JobStatus status(InProcessServer server, JobInfo job) {
        return server.raquel().get(job.id()).orElseThrow().status();
    }

    private static long count(InProcessServer server, JobStatus status) {
        return server.raquel().count(JobQuery.of(Scripted.QUEUE).withStatuses(status));
    }
}
