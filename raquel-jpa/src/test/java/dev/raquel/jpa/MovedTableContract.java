package dev.raquel.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.ApplicationUnit;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.RaquelException;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.liquibase.RaquelChangeLog;
import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table under another name, and in another schema where there are schemas: for the change log and for the unit. */
abstract class MovedTableContract {

    private final Supplier<TestDatabase> freshDatabase;
    private final Map<String, String> moved = new HashMap<>(Map.of("raquel.table", "work_items"));
    private final String table;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));
    private TestDatabase database;
    private EntityManagerFactory factory;

    MovedTableContract(Supplier<TestDatabase> freshDatabase, String schema) {
        this.freshDatabase = freshDatabase;
        if (schema != null) {
            moved.put("raquel.schema", schema);
        }
        this.table = (schema == null ? "" : schema + ".") + "work_items";
    }

    @BeforeEach
    void createDatabase() {
        database = freshDatabase.get();
        if (moved.containsKey("raquel.schema")) {
            database.execute("create schema " + moved.get("raquel.schema"));
        }
    }

    @AfterEach
    void dropDatabase() {
        if (factory != null) {
            factory.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private Raquel overTheChangeLogsTable() {
        ChangeLogs.update(database, RaquelChangeLog.PATH, moved);
        database.execute("create table reports (id bigint primary key)");
        return over("validate");
    }

    private Raquel over(String schemaTool) {
        Map<String, String> properties = new HashMap<>(moved);
        properties.put("hibernate.hbm2ddl.auto", schemaTool);
        factory = ApplicationUnit.over(database, "reports", properties);
        return Raquel.over(factory).clock(now::get).build();
    }

    @Test
    void aJobLivesThere() throws SQLException {
        try (Raquel raquel = overTheChangeLogsTable()) {
            raquel.subscribe(SubscribeOptions.of("queue", String.class), (Job<String> job) -> {
                if (job.info().failures() == 0) {
                    throw new IllegalStateException("the first time");
                }
            });
            JobInfo job = raquel.enqueue(JobRequest.of("payload").withQueue("queue"));
            JobInfo later =
                    raquel.enqueue(JobRequest.of("payload").withQueue("queue").withDelay(Duration.ofDays(1)));

            assertThat(raquel.drain("queue")).isEqualTo(1);
            assertThat(statusOf(raquel, job)).isEqualTo(JobStatus.FAILED);

            now.updateAndGet(time -> time.plusSeconds(1));
            assertThat(raquel.drain("queue")).isEqualTo(1);
            assertThat(statusOf(raquel, job)).isEqualTo(JobStatus.SUCCESS);

            assertThat(raquel.cancel(later.id())).isTrue();
            assertThat(statusOf(raquel, later)).isEqualTo(JobStatus.CANCELLED);
            assertThat(raquel.requeue(later.id())).isTrue();
            assertThat(statusOf(raquel, later)).isEqualTo(JobStatus.QUEUED);
        }
        assertThat(count("select count(*) from " + table)).isEqualTo(2);
        assertThat(tables()).contains("work_items").doesNotContain("jobs");
    }

    @Test
    void aLostClaimIsTakenOverThere() throws SQLException {
        try (Raquel raquel = overTheChangeLogsTable()) {
            JobInfo job = raquel.enqueue(
                    JobRequest.of("payload").withQueue("queue").withRetryPolicy(RetryPolicy.DEFAULT.withMaxRetries(1)));
            database.execute("update " + table + " set status = 'claimed', claimed_by = 'node-1', claimed_at = 1000");
            LocalTransactions transactions = new LocalTransactions(factory);
            Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
            Locking locking = new Locking(data);

            List<JobState> reclaimed = new Leases(data, locking, LifeEvents.NONE).reclaim(1000, List.of(), 10);

            assertThat(reclaimed).extracting(JobState::id).containsExactly(job.id());
            assertThat(statusOf(raquel, job)).isEqualTo(JobStatus.FAILED);
        }
    }

    @Test
    void hibernatesSchemaToolMakesItThereToo() throws SQLException {
        try (Raquel raquel = over("create")) {
            raquel.subscribe(SubscribeOptions.of("queue", String.class), (Job<String> job) -> {});
            raquel.enqueue("queue", "payload");

            // Also says that the database computes due_at.
            assertThat(raquel.drain("queue")).isEqualTo(1);
        }
        assertThat(tables()).contains("work_items").doesNotContain("jobs");
        assertThat(indexes()).contains("ix_raquel_work_items_due", "ix_raquel_work_items_claimed");
    }

    @Test
    void theErrorNamesTheTableThatIsMissing() {
        try (Raquel raquel = overTheChangeLogsTable()) {
            raquel.subscribe(SubscribeOptions.of("queue", String.class), (Job<String> job) -> {});
            database.execute("drop table " + table);

            assertThatThrownBy(() -> raquel.drain("queue"))
                    .isInstanceOf(RaquelException.class)
                    .hasMessageContaining("'" + table + "' is missing")
                    .hasMessageContaining("raquel.table");
        }
    }

    private static JobStatus statusOf(Raquel raquel, JobInfo job) {
        return raquel.get(job.id()).orElseThrow().status();
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> tables() throws SQLException {
        try (Connection connection = database.connect();
                ResultSet found = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            return names(found, "TABLE_NAME");
        }
    }

    private List<String> indexes() throws SQLException {
        String schema = moved.get("raquel.schema");
        try (Connection connection = database.connect();
                ResultSet found = connection
                        .getMetaData()
                        .getIndexInfo(connection.getCatalog(), cased(schema), cased("work_items"), false, true)) {
            return names(found, "INDEX_NAME");
        }
    }

    /** How this database keeps a name that was not quoted. */
    String cased(String name) {
        return name;
    }

    private static List<String> names(ResultSet found, String column) throws SQLException {
        List<String> names = new ArrayList<>();
        while (found.next()) {
            String name = found.getString(column);
            names.add(name == null ? "" : name.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
