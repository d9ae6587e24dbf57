package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.RetryLimits;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobStore;
import dev.raquel.testing.Series;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the statements of a job's life read, as Hibernate really sends them, beside a million finished jobs, on H2 a
 * hundred thousand: some rows, found along the index that is meant. The database itself says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HotPathContract {

    private static final String DUE = "ix_raquel_jobs_due";
    private static final String CLAIMED = "ix_raquel_jobs_claimed";
    private static final String PRIMARY = "primary";
    private static final long NOW = 10_000_000;
    private static final int MOST_ROWS = 500;

    private final Supplier<TestDatabase> freshDatabase;
    private final Plans plans;
    private final SentStatements sent = new SentStatements();
    private TestDatabase database;
    private EntityManagerFactory factory;
    private LocalTransactions transactions;
    private JobStore store;
    private Claims claims;
    private Leases leases;
    private FinishedJobs finished;

    HotPathContract(Supplier<TestDatabase> freshDatabase, Plans plans) {
        this.freshDatabase = freshDatabase;
        this.plans = plans;
    }

    /** Not before all: a class that is skipped for want of its database would show nowhere, each of its tests does. */
    @BeforeEach
    void fillTable() {
        if (database != null) {
            return;
        }
        TestDatabase fresh = freshDatabase.get().migrate();
        factory = Persistence.createEntityManagerFactory(
                "application", Map.of("jakarta.persistence.nonJtaDataSource", sent.listeningTo(fresh.dataSource())));
        transactions = new LocalTransactions(factory);
        Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
        Locking locking = new Locking(data);
        store = new JobStore(data);
        claims = new Claims(
                data,
                locking,
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
        leases = new Leases(data, locking, LifeEvents.NONE);
        finished = new FinishedJobs(data, locking);
        fresh.execute("insert into jobs (id, queue, status, payload, scheduled_at, claimed_at, claimed_by, attempts)"
                + " select " + plans.idOfN() + ", concat('q', mod(n, 10)), case mod(n, 17) when 0 then 'exhausted'"
                + " when 1 then 'cancelled' when 2 then 'expired' else 'success' end, '{}', n, n, 'node-1', 1 from "
                + Series.from0(plans.finishedDigits()));
        insertOthers(fresh, "case mod(n, 2) when 0 then 'queued' else 'failed' end", "n + 1000"); // due
        insertOthers(fresh, "'queued'", "n + " + 2 * NOW); // in the future
        fresh.execute(plans.refreshStatistics()); // as mostly: of a moment when nothing was claimed
        fresh.execute("insert into jobs (queue, status, scheduled_at, claimed_at, claimed_by) select concat('q',"
                + " mod(n, 10)), 'claimed', n, n + case mod(n, 2) when 0 then 0 else " + NOW + " end, 'node-2' from "
                + Series.from0(2));
        claims.claim("nobody's", 1, List.of(), NOW); // finds out how the database locks
        database = fresh;
    }

    private static void insertOthers(TestDatabase database, String status, String scheduledAt) {
        database.execute("insert into jobs (queue, status, scheduled_at) select concat('q', mod(n, 5)), " + status
                + ", " + scheduledAt + " from " + Series.from0(4) + " where n < 5000");
    }

    @AfterAll
    void dropDatabase() {
        if (database != null) {
            factory.close();
            database.close();
        }
    }

    private List<ClaimedJob> claim(String queue, int limit) {
        return claims.claim(queue, limit, List.of(), NOW).claims();
    }

    /** All that this work sends goes along the indexes that are meant, and reads little. */
    private void readsLittle(Runnable work, String... indexesInOrder) throws Exception {
        List<SentStatements.Sent> statements = sent.during(work);
        assertThat(statements).extracting(HotPathContract::index).containsExactly(indexesInOrder);
        for (SentStatements.Sent statement : statements) {
            if (!index(statement).isEmpty()) {
                readsLittle(statement);
            }
        }
    }

    private void readsLittle(SentStatements.Sent statement) throws Exception {
        String separator = database.jdbcUrl().contains("?") ? "&" : "?";
        boolean inServer = database.jdbcUrl().matches("jdbc:(mysql|mariadb):.*");
        String url = database.jdbcUrl() + (inServer ? separator + "useServerPrepStmts=true" : "");
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            for (Plans.Reading reading : plans.explain(connection, statement)) {
                String what = statement.sql() + "\n" + reading.text();
                assertThat(reading.indexes()).as(what).containsOnly(index(statement));
                assertThat(reading.rows()).as(what).isLessThanOrEqualTo(MOST_ROWS);
            }
            connection.rollback();
        }
    }

    /** The index that is meant for a statement; none for an insert. */
    private static String index(SentStatements.Sent statement) {
        String sql = statement.sql().toLowerCase(Locale.ROOT).strip();
        if (sql.startsWith("insert")) {
            return "";
        }
        if (sql.contains("due_at between")) {
            return DUE;
        }
        return sql.startsWith("select") && sql.contains("status='claimed'") ? CLAIMED : PRIMARY;
    }

    /** The search, then by id; with a lock on the way where that is a statement of its own. */
    private String[] ofAClaim() {
        return locksWhileItSearches() ? new String[] {DUE, PRIMARY} : new String[] {DUE, PRIMARY, PRIMARY};
    }

    private boolean locksWhileItSearches() {
        return database.jdbcUrl().startsWith("jdbc:postgresql:");
    }

    @Test
    void claiming() throws Exception {
        readsLittle(() -> assertThat(claim("q1", 10)).hasSize(10), ofAClaim());
        readsLittle(() -> assertThat(claim("q1", 1)).hasSize(1), ofAClaim());
    }

    @Test
    void claimingWithoutSomeJobs() throws Exception {
        List<UUID> avoided = claim("q2", 20).stream().map(ClaimedJob::id).toList();

        readsLittle(
                () -> assertThat(claims.claim("q2", 10, avoided, NOW).claims()).hasSize(10), ofAClaim());
    }

    @Test
    void claimingFromWhereAClaimHasEnded() throws Exception {
        readsLittle(
                () -> assertThat(claims.claim("q3", 10, List.of(), 2_000, NOW).claims())
                        .hasSize(10),
                ofAClaim());
    }

    @Test
    void claimingFromAQueueWhereNothingIsDue() throws Exception {
        readsLittle(() -> assertThat(claim("q7", 10)).isEmpty(), DUE);
        readsLittle(() -> assertThat(claim("unknown", 10)).isEmpty(), DUE);
    }

    @Test
    void askingForManyIdleQueuesAtOnce() throws Exception {
        assumeTrue(asksForManyQueuesAtOnce(), "Each queue is asked for its jobs here");
        List<String> idle = IntStream.range(0, 100).mapToObj(i -> "idle" + i).toList();

        readsLittle(() -> assertThat(claims.due(idle, NOW)).isEmpty(), DUE);
    }

    @Test
    void askingForQueuesOfWhichSomeHaveJobs() throws Exception {
        assumeTrue(asksForManyQueuesAtOnce(), "Each queue is asked for its jobs here");

        readsLittle(
                () -> assertThat(claims.due(List.of("q1", "idle", "q2", "q7"), NOW))
                        .containsExactlyInAnyOrder("q1", "q2"),
                DUE,
                DUE,
                DUE);
    }

    private boolean asksForManyQueuesAtOnce() {
        return !database.jdbcUrl().startsWith("jdbc:h2:");
    }

    @Test
    void renewing() throws Exception {
        Map<UUID, String> held = claim("q3", 20).stream().collect(Collectors.toMap(ClaimedJob::id, ClaimedJob::token));

        readsLittle(() -> assertThat(leases.renew(held, NOW + 1)).isEmpty(), PRIMARY, PRIMARY);
    }

    @Test
    void lookingForLostClaimsWhereThereAreNone() throws Exception {
        readsLittle(() -> assertThat(leases.reclaim(-1, List.of(), 100)).isEmpty(), CLAIMED, CLAIMED);
    }

    @Test
    void takingOverLostClaims() throws Exception {
        List<SentStatements.Sent> statements = sent.during(
                () -> assertThat(leases.reclaim(1_000, List.of(), 20)).hasSize(50));

        assertThat(statements).extracting(HotPathContract::index).contains(CLAIMED, PRIMARY);
        for (SentStatements.Sent statement : statements.subList(0, 25)) {
            readsLittle(statement);
        }
        readsLittle(statements.get(statements.size() - 1));
    }

    @Test
    void lookingForOldJobsAndDeletingThem() throws Exception {
        UUID middle = UUID.fromString("00000000-0000-0000-0000-000000050000");
        UUID later = UUID.fromString("00000000-0000-0000-0000-000000060000");

        readsLittle(() -> assertThat(finished.page(middle, null, 100)).hasSize(100), PRIMARY);
        readsLittle(() -> assertThat(finished.page(null, middle, 100)).hasSize(100), PRIMARY);
        readsLittle(() -> assertThat(finished.page(middle, later, 100)).hasSize(100), PRIMARY);
        List<UUID> ids = finished.page(middle, later, 100).stream()
                .map(FinishedJobs.End::id)
                .toList();
        readsLittle(
                () -> assertThat(finished.delete(ids, Map.of(JobStatus.SUCCESS, NOW)))
                        .isZero(),
                PRIMARY,
                PRIMARY);
    }

    @Test
    void settlingAndGivingBack() throws Exception {
        List<ClaimedJob> held = claim("q4", 2);
        Outcome failed = new Outcome.Failed(ErrorText.of("broken"));

        readsLittle(
                () -> transactions.inNew(() ->
                        store.settle(held.get(0), Lifecycle.settle(held.get(0).job(), failed, NOW))),
                PRIMARY);
        readsLittle(
                () -> transactions.inNew(() ->
                        store.settle(held.get(1), Lifecycle.unclaim(held.get(1).job()))),
                PRIMARY);
    }

    @Test
    void settlingSuccesses() throws Exception {
        List<ClaimedJob> held = claim("q4", 20);

        readsLittle(
                () -> transactions.inNew(() ->
                        store.settle(held.get(0), Lifecycle.settle(held.get(0).job(), new Outcome.Succeeded(), NOW))),
                PRIMARY);
        readsLittle(
                () -> assertThat(transactions.inNew(() -> store.settleAlike(held.stream()
                                .skip(1)
                                .map(HotPathContract::success)
                                .toList())))
                        .isEqualTo(19),
                PRIMARY);
    }

    @Test
    void givingManyBackTogether() throws Exception {
        List<ClaimedJob> held = claim("q4", 20);

        readsLittle(() -> assertThat(claims.unclaim(held)).isEmpty(), PRIMARY, PRIMARY);
    }

    private static CommonMove.OfClaim success(ClaimedJob claim) {
        return CommonMove.of(claim, Lifecycle.settle(claim.job(), new Outcome.Succeeded(), NOW))
                .orElseThrow();
    }

    @Test
    void lockingAJobAndFindingAClaimsJobs() throws Exception {
        List<ClaimedJob> held = claim("q4", 5);

        readsLittle(() -> transactions.inNew(() -> store.lock(held.get(0))), PRIMARY);
        readsLittle(
                () -> assertThat(transactions.inNew(
                                () -> store.findClaimed(held.get(0).token())))
                        .hasSize(5),
                CLAIMED);
    }

    @Test
    void enqueueingReadingAndCancelling() throws Exception {
        JobState job = new JobState(
                UUID.randomUUID(),
                "q5",
                "new",
                JobStatus.QUEUED,
                null,
                RetryLimits.of(RetryPolicy.DEFAULT),
                NOW,
                NOW,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        readsLittle(
                () -> transactions.inNew(() -> {
                    store.insert(job);
                    return job;
                }),
                "");
        readsLittle(
                () -> assertThat(transactions.inNew(() -> store.find(job.id()))).isPresent(), PRIMARY);
        readsLittle(() -> transactions.inNew(() -> store.moveUnclaimed(job, Lifecycle.cancel(job, NOW))), PRIMARY);
    }
}
