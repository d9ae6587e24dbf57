package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.internal.store.Contention;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims that the database refuses because of others: tried again until they work, and nobody notices. */
interface ClaimConflictContract extends Contract {

    int NODES = 4;
    int JOBS = 400;

    /** The work of one test, over transactions of this isolation whose errors are noted. */
    private void with(TransactionIsolation isolation, List<String> onConnect, Work work) throws Exception {
        try (Pool pool = new Pool(q().database, 40, isolation)) {
            NotedErrors errors = new NotedErrors(pool.dataSource(), onConnect);
            try (EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                    "application", Map.of("jakarta.persistence.nonJtaDataSource", errors.dataSource()))) {
                work.run(factory, errors);
            }
            pool.requireNoConnectionInUse();
        }
    }

    @FunctionalInterface
    interface Work {
        void run(EntityManagerFactory factory, NotedErrors errors) throws Exception;
    }

    private Raquel node(EntityManagerFactory factory) {
        return Raquel.over(factory)
                .clock(q().clock)
                .pollInterval(Duration.ofMillis(200))
                .build();
    }

    /** With ascending ids, rivals meet in the same place of every index. */
    private void insertJobs() {
        q().database
                .execute(IntStream.range(0, JOBS)
                        .mapToObj(i -> "(" + q().sql(new UUID(0, i + 1)) + ", 'contract', 'job " + i + "', " + i + ")")
                        .collect(Collectors.joining(
                                ", ", "insert into jobs (id, queue, payload, scheduled_at) values ", "")));
    }

    private static void assumeConflicts(NotedErrors errors) {
        assumeThat(errors.all().stream().filter(Contention::saidByDatabase).count())
                .as("conflicts")
                .isPositive();
    }

    /** What is said apart from the isolation. */
    private static List<String> noise(CapturedLog log) {
        return log.from(Level.INFO).stream()
                .filter(line -> !line.contains("READ COMMITTED") && !line.matches("Node .* handles .*"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"REPEATABLE_READ", "SERIALIZABLE"})
    default void dispatchersThatGetInEachOthersWayHandleEachJobOnce(TransactionIsolation isolation) throws Exception {
        assumeThat(isolation == TransactionIsolation.SERIALIZABLE
                        && q().database.name().startsWith("PostgreSQL"))
                .as("handlers that conflict more than five times in a row, which is their failure")
                .isFalse();
        insertJobs();
        with(isolation, List.of(), (factory, errors) -> {
            try (CapturedLog log = new CapturedLog()) {
                List<Raquel> nodes = new ArrayList<>();
                for (int i = 0; i < NODES; i++) {
                    Raquel node = node(factory);
                    nodes.add(node);
                    node.<String>subscribe(
                                    SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                                            .withConcurrency(2),
                                    job -> node.entityManager().persist(new Effect(job.payload())))
                            .start();
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> q().count("select count(*) from jobs where status in ('queued', 'claimed')") == 0);
                nodes.forEach(Raquel::close);
                assertThat(noise(log)).isEmpty();
            }
            assertThat(q().count("select count(*) from jobs where status = 'success' and attempts = 1"))
                    .isEqualTo(JOBS);
            assertThat(q().count("select count(*) from effects")).isEqualTo(JOBS);
            assumeConflicts(errors);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"REPEATABLE_READ", "SERIALIZABLE"})
    default void claimsByHandThatGetInEachOthersWayGetEachJobOnce(TransactionIsolation isolation) throws Exception {
        insertJobs();
        with(isolation, List.of(), (factory, errors) -> {
            Queue<UUID> claimed = new ConcurrentLinkedQueue<>();
            ExecutorService threads = Executors.newFixedThreadPool(NODES);
            try (CapturedLog log = new CapturedLog();
                    Raquel node = node(factory)) {
                List<Future<?>> claimers = new ArrayList<>();
                for (int i = 0; i < NODES; i++) {
                    claimers.add(threads.submit(() -> claimUntilAllAreTaken(node, claimed)));
                }
                for (Future<?> claimer : claimers) {
                    claimer.get(60, TimeUnit.SECONDS);
                }
                assertThat(noise(log)).isEmpty();
            } finally {
                threads.shutdownNow();
            }
            assertThat(claimed).hasSize(JOBS).doesNotHaveDuplicates();
            assumeConflicts(errors);
        });
    }

    private static void claimUntilAllAreTaken(Raquel node, Queue<UUID> claimed) {
        while (claimed.size() < JOBS && !Thread.currentThread().isInterrupted()) {
            node.claim(ClaimOptions.of(QueueFixture.QUEUE)).map(Claim::id).ifPresent(claimed::add);
        }
    }

    /** Whoever has the table locks out even those who would skip locked rows. */
    @Test
    default void claimsOutliveALockOfTheWholeTable() throws Exception {
        assumeThat(q().database.name()).as("H2 has no such lock").isNotEqualTo("H2");
        boolean postgres = q().database.name().startsWith("PostgreSQL");
        String lock = postgres ? "lock table jobs in exclusive mode" : "lock tables jobs write";
        String patience = postgres ? "set lock_timeout = '50ms'" : "set session lock_wait_timeout = 1";
        with(TransactionIsolation.READ_COMMITTED, List.of(patience), (factory, errors) -> {
            try (CapturedLog log = new CapturedLog();
                    Raquel node = node(factory);
                    Raquel byHand = node(factory)) {
                q().enqueued();
                q().raquel.enqueue("by hand", "x");
                ExecutorService thread = Executors.newSingleThreadExecutor();
                try (Connection rival = q().database.connect();
                        Subscription handler =
                                node.subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), job -> {})) {
                    rival.setAutoCommit(false);
                    rival.createStatement().execute(lock);
                    handler.start();
                    Future<?> claim = thread.submit(
                            () -> byHand.claim(ClaimOptions.of("by hand")).orElseThrow());
                    await().until(() -> errors.all().size() >= 4);
                    rival.rollback();
                    if (!postgres) {
                        rival.createStatement().execute("unlock tables");
                    }
                    claim.get(30, TimeUnit.SECONDS);
                    await().until(() -> q().count("select count(*) from jobs where status = 'success'") == 1);
                } finally {
                    thread.shutdownNow();
                }
                assertThat(noise(log)).isEmpty();
                assertThat(errors.all()).allMatch(Contention::saidByDatabase);
            }
        });
    }
}
