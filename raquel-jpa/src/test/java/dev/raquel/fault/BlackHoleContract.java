package dev.raquel.fault;

import static dev.raquel.fault.SmallFixture.writeEffect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is sent disappears, nobody is told, and nobody mends it: with what docs/guarantees.md has the driver, the pool
 * and the database told, nothing hangs for ever.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class BlackHoleContract {

    private static final int JOBS = 40;
    private static final Duration LEASE = NodeSettings.RECLAIM_AFTER;

    /**
     * A connection may be tried, be asked for its state, and be closed, one timeout each; thrice, for a busy machine.
     */
    private static final Duration SOME_TIMEOUTS = NodeSettings.SOCKET_TIMEOUT.multipliedBy(9);

    private final Supplier<TestDatabase> fresh;
    private final AtomicInteger begun = new AtomicInteger();
    private SmallFixture small;

    BlackHoleContract(Supplier<TestDatabase> fresh) {
        this.fresh = fresh;
    }

    @BeforeEach
    void build() {
        small = new SmallFixture(fresh.get());
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    @Test
    void aNodeThatHasLostItsConnectionsGoesOnWithNewOnes() throws Exception {
        Raquel raquel = startNode(small.proxy.port());
        awaitWork();

        small.proxy.swallowPresent();
        awaitAllHaveEnded();
        raquel.close();

        assertEffects();
        awaitNoThreadWaitsForTheDatabase();
    }

    @Test
    void aNodeThatReachesNothingStopsAndItsJobsEndElsewhere() throws Exception {
        Raquel lost = startNode(small.proxy.port());
        awaitWork();

        small.proxy.swallow();
        startNode(small.site.port());
        awaitAllHaveEnded();
        long before = System.nanoTime();
        lost.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isLessThan(NodeSettings.SHUTDOWN_TIMEOUT.plus(SOME_TIMEOUTS));
        assertEffects();
        awaitNoThreadWaitsForTheDatabase();
    }

    private Raquel startNode(int port) {
        Raquel raquel = small.closing(small.node(20, small.site.forgettingUrl(port))
                .pollInterval(Duration.ofMillis(100))
                .reclaimAfter(LEASE)
                .shutdownTimeout(NodeSettings.SHUTDOWN_TIMEOUT)
                .build());
        for (Handling handling : Handling.values()) {
            SubscribeOptions options = SubscribeOptions.of(queue(handling), String.class)
                    .withHandling(handling)
                    .withConcurrency(2);
            raquel.subscribe(options, (Job<String> job) -> handle(raquel, handling, job))
                    .start();
        }
        return raquel;
    }

    private void handle(Raquel raquel, Handling handling, Job<String> job) throws InterruptedException {
        begun.incrementAndGet();
        if (handling == Handling.NON_TRANSACTIONAL) {
            raquel.inTransaction(entityManager -> {
                writeEffect(entityManager, job.id(), handling.ordinal());
                return null;
            });
        } else {
            writeEffect(raquel.entityManager(), job.id(), handling.ordinal());
        }
        new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }

    /** Jobs of every kind are under way, and most have not begun. */
    private void awaitWork() {
        for (Handling handling : Handling.values()) {
            small.insertJobs(queue(handling), JOBS);
        }
        await().pollInterval(Duration.ofMillis(10)).until(() -> begun.get() > JOBS / 2);
        assertThat(small.jobs("status <> 'success'")).isPositive();
    }

    private void awaitAllHaveEnded() {
        await().atMost(NodeSettings.FORGOTTEN_AFTER.plus(LEASE.multipliedBy(2)).plus(SOME_TIMEOUTS))
                .until(() -> small.jobs("status <> 'success'") == 0);
    }

    private void assertEffects() {
        assertThat(small.jobs("attempts <> failures + 1")).isZero();
        for (Handling handling : Handling.values()) {
            String ofIt = " from fault_effects where attempt = " + handling.ordinal();
            assertThat(small.site.count("select count(distinct job)" + ofIt)).isEqualTo(JOBS);
            assertThat(small.site.count("select count(*)" + ofIt))
                    .isBetween((long) JOBS, handling == Handling.NON_TRANSACTIONAL ? Long.MAX_VALUE : JOBS);
        }
    }

    private static void awaitNoThreadWaitsForTheDatabase() {
        await().atMost(SOME_TIMEOUTS)
                .untilAsserted(() -> assertThat(waitingForTheDatabase()).isEmpty());
    }

    private static List<String> waitingForTheDatabase() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> names(thread.getValue()).anyMatch(name -> name.startsWith("sun.nio.ch.")))
                .filter(thread -> names(thread.getValue()).anyMatch(BlackHoleContract::isOfADriver))
                .map(thread -> thread.getKey().getName() + ": " + List.of(thread.getValue()))
                .toList();
    }

    private static Stream<String> names(StackTraceElement[] stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName);
    }

    private static boolean isOfADriver(String name) {
        return name.startsWith("org.postgresql.") || name.startsWith("org.mariadb.") || name.startsWith("com.mysql.");
    }

    private static String queue(Handling handling) {
        return handling.name().toLowerCase(java.util.Locale.ROOT);
    }
}
