package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A database with the job table and a table for effects, emptied before each test, and a queue over it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueFixture {

    static final String QUEUE = "contract";

    final TestClock clock = new TestClock();
    TestDatabase database;
    Raquel raquel;

    private final Supplier<TestDatabase> freshDatabase;
    private final List<Raquel> nodes = new ArrayList<>();
    private Pool pool;
    private EntityManagerFactory factory;

    QueueFixture(Supplier<TestDatabase> freshDatabase) {
        this.freshDatabase = freshDatabase;
    }

    /** Not before all: a class that is skipped for want of its database would show nowhere, each of its tests does. */
    @BeforeEach
    void emptyTables() {
        if (database == null) {
            createDatabase();
        }
        database.execute("delete from jobs");
        database.execute("delete from effects");
        raquel = node(builder());
    }

    private void createDatabase() {
        TestDatabase fresh = freshDatabase.get().migrate();
        fresh.execute("create table effects (name varchar(100) primary key)");
        pool = new Pool(fresh, 40);
        factory = unit(pool);
        database = fresh;
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(Raquel::close);
        nodes.clear();
        if (pool != null) {
            pool.requireNoConnectionInUse();
        }
    }

    @AfterAll
    void dropDatabase() {
        if (database != null) {
            factory.close();
            pool.close();
            database.close();
        }
    }

    /** The application's persistence unit over a pool. */
    static EntityManagerFactory unit(Pool pool) {
        return Persistence.createEntityManagerFactory(
                "application", Map.of("jakarta.persistence.nonJtaDataSource", pool.dataSource()));
    }

    /** The leases of all jobs, as a node that none of the others knows sees them. */
    Leases leases() {
        LocalTransactions transactions = new LocalTransactions(factory);
        Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
        return new Leases(data, new Locking(data), LifeEvents.NONE);
    }

    /** All jobs, as a node sees them that does this at the end of each transaction, before its commit. */
    FinishedJobs finished(Consumer<Object> beforeCommit) {
        LocalTransactions transactions = new LocalTransactions(factory);
        Locking locking = new Locking(new Database(factory.unwrap(SessionFactory.class), transactions, transactions));
        locking.locks();
        return new FinishedJobs(
                new Database(
                        factory.unwrap(SessionFactory.class),
                        new PausedTransactions(transactions, beforeCommit),
                        transactions),
                locking);
    }

    EntityManagerFactory factory() {
        return factory;
    }

    Pool pool() {
        return pool;
    }

    Raquel.Builder builder() {
        return builderOver(factory);
    }

    Raquel.Builder builderOver(EntityManagerFactory unit) {
        return Raquel.over(unit)
                .nodeName("test")
                .clock(clock)
                .pollInterval(Duration.ofHours(1))
                .shutdownTimeout(Duration.ofSeconds(20));
    }

    /** A node that is closed after the test. */
    Raquel node(Raquel.Builder builder) {
        Raquel node = builder.build();
        nodes.add(node);
        return node;
    }

    /** A handler that gets jobs by draining only. */
    Subscription handle(JobHandler<String> handler) {
        return raquel.subscribe(SubscribeOptions.of(QUEUE, String.class), handler);
    }

    Subscription handle(Handling handling, JobHandler<String> handler) {
        return raquel.subscribe(SubscribeOptions.of(QUEUE, String.class).withHandling(handling), handler);
    }

    JobInfo enqueued() {
        return raquel.enqueue(QUEUE, "payload");
    }

    JobInfo read(JobInfo job) {
        return raquel.get(job.id()).orElseThrow();
    }

    void write(String effect) {
        raquel.entityManager().persist(new Effect(effect));
    }

    boolean written(String effect) {
        return count("select count(*) from effects where name = '" + effect + "'") == 1;
    }

    long jobs() {
        return count("select count(*) from jobs");
    }

    long count(String sql) {
        return ((Number) row(sql).values().iterator().next()).longValue();
    }

    /** The single row of a query, read by plain SQL. */
    Map<String, Object> row(String sql) {
        try (Connection connection = database.connect();
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT), result.getObject(i));
            }
            return row;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** How this database writes an id in SQL. */
    String sql(UUID id) {
        return database.jdbcUrl().startsWith("jdbc:mysql:") ? "uuid_to_bin('" + id + "')" : "'" + id + "'";
    }

    void awaitStatus(JobInfo job, JobStatus status) {
        await().until(() -> read(job).status() == status);
    }

    /** Waits until the latch is open. */
    void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
