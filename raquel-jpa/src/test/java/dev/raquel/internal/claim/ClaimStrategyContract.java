package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.store.Contention;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to claim that work on a database, each on its own, whichever of them it would choose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClaimStrategyContract {

    private static final long NOW = 1_000_000;

    private final Supplier<TestDatabase> freshDatabase;
    private final Class<? extends ClaimStrategy> chosen;
    private final AtomicLong time = new AtomicLong(NOW);
    private final InstantSource clock = () -> Instant.ofEpochMilli(time.get());
    private StoreFixture fixture;

    ClaimStrategyContract(Supplier<TestDatabase> freshDatabase, Class<? extends ClaimStrategy> chosen) {
        this.freshDatabase = freshDatabase;
        this.chosen = chosen;
    }

    @BeforeAll
    void createDatabase() {
        fixture = new StoreFixture(freshDatabase.get());
    }

    @AfterAll
    void dropDatabase() {
        fixture.close();
    }

    @BeforeEach
    void emptyTable() {
        fixture.database.execute("delete from jobs");
        time.set(NOW);
    }

    List<ClaimStrategy> skippingStrategies() {
        DueJobs jobs = new DueJobs(fixture.data(), clock);
        List<ClaimStrategy> strategies = new ArrayList<>();
        strategies.add(new CandidatesThenLock(jobs, fixture.locking().locks()));
        if (chosen == SingleStatement.class) {
            strategies.add(new SingleStatement(jobs));
        }
        return strategies;
    }

    List<ClaimStrategy> strategies() {
        List<ClaimStrategy> strategies = new ArrayList<>(skippingStrategies());
        strategies.add(new OneByOne(new DueJobs(fixture.data(), clock)));
        return strategies;
    }

    private static ClaimOrder order(int limit, String token, List<UUID> avoided) {
        return ClaimOrder.of("q", limit, token, avoided, NOW);
    }

    private void insert(int jobs) {
        IntStream.rangeClosed(1, jobs)
                .forEach(i -> fixture.database.execute(
                        "insert into jobs (queue, payload, status, scheduled_at) values ('q', '" + i + "', '"
                                + (i % 2 == 0 ? "failed" : "queued") + "', " + i + ")"));
    }

    private static List<String> payloads(Claimed claimed) {
        return claimed.claims().stream().map(claim -> claim.job().payload()).toList();
    }

    @Test
    void theRightWayIsChosen() {
        assertThat(ClaimStrategy.of(
                        new DueJobs(fixture.data(), clock), fixture.locking().locks()))
                .isInstanceOf(chosen);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void takesTheFirstDueJobsInOrder(ClaimStrategy strategy) {
        insert(5);
        fixture.database.execute("insert into jobs (queue, scheduled_at) values ('q', " + (NOW + 1) + ")");

        Claimed claimed = strategy.claim(order(3, "t1", List.of()), NOW);

        assertThat(payloads(claimed)).containsExactly("1", "2", "3");
        assertThat(claimed.taken()).isEqualTo(3);
        for (ClaimedJob claim : claimed.claims()) {
            assertThat(fixture.transactions.inNew(() -> fixture.store().find(claim.id())))
                    .as("what was claimed is what the row holds")
                    .contains(claim.job());
        }
        assertThat(payloads(strategy.claim(order(9, "t2", List.of()), NOW))).containsExactly("4", "5");
        assertThat(strategy.claim(order(9, "t3", List.of()), NOW).taken()).isZero();
    }

    /** It had to wait for a connection or a lock: what is due was decided before that, the leases begin after it. */
    @ParameterizedTest
    @MethodSource("strategies")
    void aLeaseBeginsWhenTheJobIsTaken(ClaimStrategy strategy) {
        insert(2);
        fixture.database.execute("insert into jobs (queue, scheduled_at) values ('q', " + (NOW + 1) + ")");
        time.set(NOW + 90_000);

        Claimed claimed = strategy.claim(order(9, "t1", List.of()), NOW);

        assertThat(payloads(claimed)).containsExactly("1", "2");
        for (ClaimedJob claim : claimed.claims()) {
            assertThat(claim.job().claimedAt()).isEqualTo(NOW + 90_000);
            assertThat(fixture.transactions.inNew(() -> fixture.store().find(claim.id())))
                    .contains(claim.job());
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void goesOnFromWhereItIsTold(ClaimStrategy strategy) {
        insert(5);

        assertThat(payloads(strategy.claim(order(2, "t1", List.of()).startingAt(3), NOW)))
                .containsExactly("3", "4");
        assertThat(payloads(strategy.claim(order(9, "t2", List.of()), NOW))).containsExactly("1", "2", "5");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void leavesAvoidedJobsAlone(ClaimStrategy strategy) {
        insert(4);
        UUID first =
                strategy.claim(order(1, "t1", List.of()), NOW).claims().get(0).id();
        fixture.database.execute("update jobs set status = 'queued'");

        assertThat(payloads(strategy.claim(order(9, "t2", List.of(first)), NOW)))
                .containsExactly("2", "3", "4");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void expiresWhatIsTooOldAndCountsIt(ClaimStrategy strategy) {
        fixture.database.execute("insert into jobs (queue, scheduled_at, max_age) values ('q', 1, 5)");
        fixture.database.execute(
                "insert into jobs (queue, scheduled_at, status, max_age, expires_at) values ('q', 2, 'failed', 5, 9)");

        Claimed claimed = strategy.claim(order(9, "t1", List.of()), NOW);

        assertThat(claimed.claims()).isEmpty();
        assertThat(claimed.taken()).isEqualTo(2);
    }

    /**
     * Where rows are not locked, others may run a job and put it back between the moment it was seen and that it is
     * taken.
     */
    @Test
    void whatIsTakenWithoutALockIsTheRowAsItIsThenAndNotAsItWasSeen() {
        insert(1);
        InterruptedSessions sessions = new InterruptedSessions(
                fixture.transactions,
                () -> fixture.database.execute(
                        "update jobs set status = 'failed', attempts = 3, failures = 2, expires_at = 2000000"));

        Claimed claimed = new OneByOne(
                        new DueJobs(new Database(fixture.sessionFactory(), fixture.transactions, sessions), clock))
                .claim(order(1, "t1", List.of()), NOW);

        ClaimedJob claim = claimed.claims().get(0);
        assertThat(claim.job().attempts()).isEqualTo(3);
        assertThat(claim.job().failures()).isEqualTo(2);
        assertThat(fixture.transactions.inNew(() -> fixture.store().find(claim.id())))
                .contains(claim.job());
    }

    @ParameterizedTest
    @MethodSource("skippingStrategies")
    void skipsLockedRowsWithoutWaiting(ClaimStrategy strategy) throws Exception {
        insert(6);
        try (Connection rival = fixture.database.connect()) {
            rival.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED); // locks what it finds, no gaps
            rival.setAutoCommit(false);
            rival.createStatement().executeQuery("select id from jobs where scheduled_at <= 3 for update");

            assertThat(payloads(strategy.claim(order(2, "t1", List.of()), NOW))).containsExactly("4", "5");
            assertThat(payloads(strategy.claim(order(9, "t2", List.of()), NOW))).containsExactly("6");
            assertThat(strategy.claim(order(9, "t3", List.of()), NOW).taken()).isZero();

            rival.rollback();
        }
        assertThat(payloads(strategy.claim(order(9, "t4", List.of()), NOW))).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void rivalsNeverTakeTheSameJob(ClaimStrategy strategy) throws Exception {
        int jobs = 300;
        insert(jobs);
        Set<UUID> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger claims = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> rivals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "rival-" + i + "-";
                rivals.add(threads.submit(() -> claimUntil(strategy, name, taken, claims, jobs)));
            }
            for (Future<?> rival : rivals) {
                rival.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(taken).hasSize(jobs);
        assertThat(claims).hasValue(jobs);
    }

    private static void claimUntil(
            ClaimStrategy strategy, String name, Set<UUID> taken, AtomicInteger claims, int jobs) {
        for (int round = 0; claims.get() < jobs && !Thread.currentThread().isInterrupted(); round++) {
            try {
                for (ClaimedJob claim :
                        strategy.claim(order(7, name + round, List.of()), NOW).claims()) {
                    taken.add(claim.id());
                    claims.incrementAndGet();
                }
            } catch (RuntimeException rivals) {
                if (!Contention.caused(rivals)) {
                    throw rivals;
                }
            }
        }
    }
}
