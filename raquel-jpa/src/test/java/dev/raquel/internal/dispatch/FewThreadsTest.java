package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.runner.ThreadAllowance;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two queues ask for three threads each, and the executor has two. */
class FewThreadsTest {

    private static final int THREADS = 2;

    private final H2Database database = H2Database.fresh();
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger running = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private EntityManagerFactory factory;
    private Node node;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        LocalTransactions transactions = new LocalTransactions(factory);
        node = LocalNodes.node(factory, transactions, DispatcherSettings.defaults());
    }

    @AfterEach
    void close() {
        executor.shutdown();
        factory.close();
        database.close();
    }

    @Test
    void claimsDoNotExceedTheThreadsAndEveryJobIsRunOnce() {
        List<JobInfo> jobs = Stream.of("a", "a", "a", "b", "b", "b")
                .map(queue -> node.service().enqueue(queue, "x"))
                .toList();
        Dispatcher dispatcher = node.subscribe(
                List.of(handler("a"), handler("b")),
                executor,
                ThreadAllowance.measured("theirs", 6, Duration.ofMillis(250)),
                Thread::new);
        try (CapturedLog log = new CapturedLog()) {
            dispatcher.start();

            await().until(() -> count(JobStatus.CLAIMED) == THREADS && count(JobStatus.QUEUED) == 4);
            await().until(() -> !log.warnings().isEmpty());
            assertThat(running).hasValue(THREADS);
            assertThat(jobs).allMatch(job -> read(job).attempts() == 0);

            mayEnd.release(jobs.size());
            await().until(() -> count(JobStatus.SUCCESS) == jobs.size());
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("theirs runs 2 jobs at a time, but the queues here ask for 6");
        } finally {
            mayEnd.release(jobs.size());
            dispatcher.stop();
        }
        assertThat(jobs).allMatch(job -> read(job).attempts() == 1);
    }

    private QueueHandler handler(String queue) {
        return new QueueHandler(
                queue,
                String.class,
                Handling.TRANSACTIONAL,
                3,
                job -> {
                    running.incrementAndGet();
                    mayEnd.acquire();
                },
                "the test's handler");
    }

    private long count(JobStatus status) {
        return node.service().count(JobQuery.all().withStatuses(status));
    }

    private JobInfo read(JobInfo job) {
        return node.service().get(job.id()).orElseThrow();
    }
}
