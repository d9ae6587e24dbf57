package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.PooledConnections;
import dev.raquel.fault.site.SharedSite;
import dev.raquel.fault.site.Site;
import dev.raquel.testing.TestDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node is stopped at random moments while it has more to do than it can. */
abstract class ShutdownUnderLoadContract {

    private static final int BACKLOG = 150;
    private static final Duration LONGEST_HANDLER = Duration.ofMillis(20);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Supplier<TestDatabase> freshDatabase;
    private final int times;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final AtomicInteger interrupted = new AtomicInteger();

    private Site site;
    private AgroalDataSource pool;
    private EntityManagerFactory factory;

    /** Stops so many times. */
    ShutdownUnderLoadContract(Supplier<TestDatabase> freshDatabase, int times) {
        this.freshDatabase = freshDatabase;
        this.times = times;
    }

    @BeforeEach
    void open() {
        site = new SharedSite(freshDatabase.get());
        pool = PooledConnections.pool(
                site.url(site.port()), site.user(), site.password(), 40, NodeSettings.SOCKET_TIMEOUT);
        factory = ApplicationUnit.over(pool);
    }

    @AfterEach
    void close() {
        if (site != null) { // there is none where the database cannot run
            factory.close();
            pool.close();
            site.close();
        }
    }

    @Test
    void whatRunsIsFinishedAndWhatDoesNotRunIsGivenBackUncounted() throws Exception {
        Random random = new Random(Long.getLong("raquel.faults.seed", 1));
        Raquel.Builder builder =
                Raquel.over(factory).pollInterval(Duration.ofMillis(100)).shutdownTimeout(Duration.ofSeconds(20));
        for (int i = 0; i < times; i++) {
            Raquel raquel = builder.build();
            refill(raquel);
            subscribeAll(raquel, random);
            new CountDownLatch(1).await(random.nextInt(120), TimeUnit.MILLISECONDS);

            long before = System.nanoTime();
            raquel.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_STOP);
            assertThat(jobs("status = 'claimed' or claimed_by is not null and status = 'queued'"))
                    .as("claims left behind by stop number " + i)
                    .isZero();
            assertThat(ended.sum()).as("handlers that ended").isEqualTo(begun.sum());
            assertThat(jobs("attempts = 1 and status = 'success'")).isEqualTo(ended.sum());
            assertThat(jobs("attempts > 1 or attempts = 1 and status <> 'success'"))
                    .isZero();
            assertNoThreadIsLeft();
        }
        assertThat(interrupted).hasValue(0);
        assertThat(begun.sum()).isPositive();
    }

    private long jobs(String condition) throws SQLException {
        try (Connection connection = site.connect();
                ResultSet count =
                        connection.createStatement().executeQuery("select count(*) from jobs where " + condition)) {
            count.next();
            return count.getLong(1);
        }
    }

    private void refill(Raquel raquel) {
        for (String queue : List.of("plain", "locked", "loose", "shared", "list")) {
            long missing = BACKLOG - raquel.count(queue, JobStatus.QUEUED);
            raquel.enqueueAll(
                    Stream.generate(() -> JobRequest.of("x").withQueue(queue)).limit(missing));
        }
    }

    private void subscribeAll(Raquel raquel, Random random) {
        subscribe(raquel, random, "plain", Handling.TRANSACTIONAL, 1);
        subscribe(raquel, random, "locked", Handling.TRANSACTIONAL_LOCKED, 1);
        subscribe(raquel, random, "loose", Handling.NON_TRANSACTIONAL, 1);
        subscribe(raquel, random, "shared", Handling.TRANSACTIONAL, 10);
        long seed = random.nextLong();
        raquel.<String>subscribeToBatches(
                        SubscribeOptions.of("list", String.class).withPerTransaction(10),
                        (List<Job<String>> jobs) -> handle(jobs.size(), new Random(seed)))
                .start();
    }

    private void subscribe(Raquel raquel, Random random, String queue, Handling handling, int together) {
        long seed = random.nextLong();
        raquel.subscribe(
                        SubscribeOptions.of(queue, String.class)
                                .withHandling(handling)
                                .withPerTransaction(together),
                        (Job<String> job) ->
                                handle(1, new Random(seed + job.id().hashCode())))
                .start();
    }

    private void handle(int jobs, Random random) {
        begun.add(jobs);
        try {
            new CountDownLatch(1).await(random.nextInt((int) LONGEST_HANDLER.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
        }
        ended.add(jobs);
    }

    private static void assertNoThreadIsLeft() {
        await("no thread of ours stays behind")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("raquel-")));
    }
}
