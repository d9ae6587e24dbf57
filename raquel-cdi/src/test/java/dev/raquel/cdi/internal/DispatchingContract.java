package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.AsyncRaquel;
import dev.raquel.DequeueOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.internal.start.DispatcherLifecycle;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handlers run by themselves, as soon as there is something to do: the poll interval is half an hour. */
abstract class DispatchingContract extends ServerContract {

    DispatchingContract() {
        super(Scripted.class, Visit.class);
    }

    @RequestScoped
    static class Visit {

        private final String id = unique();

        String id() {
            return id;
        }
    }

    @BeforeAll
    @Override
    void deploy() {
        super.deploy();
        server.start();
    }

    @Test
    void aCommitWakesTheHandler() throws Exception {
        CountDownLatch handled = new CountDownLatch(1);

        inTransaction(() -> raquel.enqueue(Scripted.QUEUE, signalling(handled)));

        awaitSignal(handled);
    }

    @Test
    void nothingRunsBeforeTheCommitAndItsWakeUpIsNotSpentEarly() throws Exception {
        CountDownLatch early = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);

        inTransaction(() -> {
            raquel.enqueue(Scripted.QUEUE, signalling(early));
            // Another transaction's job makes the dispatcher look while this one is still open.
            CompletableFuture.runAsync(() -> raquel.enqueue(Scripted.QUEUE, signalling(other)))
                    .get(30, TimeUnit.SECONDS);
            awaitSignal(other);
            assertThat(early.getCount()).as("run before its commit").isOne();
            return null;
        });

        awaitSignal(early);
    }

    @Test
    void aFailedJobIsRunAgainAfterItsDelay() {
        AtomicInteger attempts = new AtomicInteger();
        Duration delay = Duration.ofMillis(300);

        JobInfo job = raquel.enqueue(JobRequest.of(Scripted.payload((running, data) -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first time");
                    }
                }))
                .withQueue(Scripted.QUEUE)
                .withRetryPolicy(RetryPolicy.DEFAULT.withDelays(delay, delay)));

        awaitStatus(job, JobStatus.SUCCESS);
        JobInfo after = read(job);
        assertThat(after.attempts()).isEqualTo(2);
        assertThat(after.failures()).isEqualTo(1);
        assertThat(after.error()).contains("the first time");
        assertThat(after.finishedAt()).isAfterOrEqualTo(job.enqueuedAt().plus(delay));
    }

    @Test
    void aDelayedJobIsRunWhenItIsDue() {
        Duration delay = Duration.ofMillis(300);

        JobInfo job = raquel.enqueue(JobRequest.of(Scripted.payload((running, data) -> {}))
                .withQueue(Scripted.QUEUE)
                .withDelay(delay));

        awaitStatus(job, JobStatus.SUCCESS);
        assertThat(read(job).finishedAt()).isAfterOrEqualTo(job.scheduledAt());
    }

    @Test
    void jobsRunAtTheSameTimeEachWithItsRequestScope() throws Exception {
        int concurrency = 4;
        CountDownLatch together = new CountDownLatch(concurrency);
        Set<String> visits = ConcurrentHashMap.newKeySet();
        Visit visit = server.bean(Visit.class);

        List<JobInfo> jobs = inTransaction(() -> Stream.generate(() -> Scripted.payload((running, data) -> {
                    visits.add(visit.id());
                    together.countDown();
                    awaitSignal(together);
                }))
                .limit(concurrency)
                .map(payload -> raquel.enqueue(Scripted.QUEUE, payload))
                .toList());

        jobs.forEach(job -> awaitStatus(job, JobStatus.SUCCESS));
        assertThat(visits).hasSize(concurrency);
    }

    @Test
    void undeployingLetsRunningHandlersFinishAndLeavesNoThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        String note = unique();
        try (InProcessServer another = new InProcessServer(database(), Scripted.class).start()) {
            another.raquel().enqueue(Scripted.QUEUE, Scripted.payload((job, data) -> {
                running.countDown();
                awaitSignal(stopping);
                await().until(job::stopRequested);
                data.persist(new Note(note));
            }));
            awaitSignal(running);
            stopping.countDown();

            another.undeploy();

            assertThat(another.count("note where text = '" + note + "'")).isOne();
            assertThat(another.count("jobs where status = 'success'")).isOne();
            await("threads ended").until(() -> another.ownThreads().isEmpty());
        }
    }

    @Test
    void undeployingWaitsForAsynchronousOperationsAndTakesNoMore() throws Exception {
        String note = unique();
        CountDownLatch running = new CountDownLatch(1);
        try (InProcessServer another = new InProcessServer(database(), Scripted.class).start()) {
            AsyncRaquel async = another.raquel().async();
            another.raquel().enqueue("by hand", "");
            async.dequeue(DequeueOptions.of("by hand", String.class), job -> {
                running.countDown();
                await().until(() -> isRefused(async.count(JobQuery.all())));
                another.bean(EntityManager.class).persist(new Note(note));
            });
            awaitSignal(running);

            another.undeploy();

            assertThat(another.count("note where text = '" + note + "'")).isOne();
            assertThat(another.count("jobs where status = 'success'")).isOne();
        }
    }

    @Dependent
    static class OnDemand {
        @Inject
        void have(Instance<RaquelService> raquel) {}
    }

    @Dependent
    static class FromAProvider {
        @Inject
        void have(Provider<RaquelService> raquel) {}
    }

    @Test
    void whoeverHasTheServiceOnDemandIsStoppedToo() {
        for (Class<?> application : List.of(OnDemand.class, FromAProvider.class)) {
            try (InProcessServer another = new InProcessServer(database(), application).start()) {
                another.bean(DispatcherLifecycle.class).stop();

                assertThat(isRefused(another.raquel().async().count(JobQuery.all())))
                        .as(application.getSimpleName())
                        .isTrue();
            }
        }
    }

    private static boolean isRefused(CompletionStage<?> operation) {
        return operation
                .handle((done, failure) -> failure instanceof RejectedExecutionException)
                .toCompletableFuture()
                .join();
    }

    @Test
    void withoutHandlersNothingIsStarted() {
        try (InProcessServer idle = new InProcessServer(database()).start()) {
            assertThat(idle.ownThreads()).isEmpty();
            assertThat(idle.raquel().enqueue("elsewhere", null).status()).isEqualTo(JobStatus.QUEUED);
        }
    }

    private static String signalling(CountDownLatch signal) {
        return Scripted.payload((job, data) -> signal.countDown());
    }

    private static void awaitSignal(CountDownLatch signal) throws InterruptedException {
        assertThat(signal.await(30, TimeUnit.SECONDS)).as("signal").isTrue();
    }

    private void awaitStatus(JobInfo job, JobStatus status) {
        await().atMost(Duration.ofSeconds(30)).until(() -> read(job).status() == status);
    }
}
