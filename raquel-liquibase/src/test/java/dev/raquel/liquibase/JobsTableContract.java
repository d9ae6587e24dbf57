package dev.raquel.liquibase;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fresh table does with rows that anybody writes. A subclass names the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobsTableContract {

    private final Supplier<TestDatabase> fresh;
    TestDatabase database;
    Connection connection;

    JobsTableContract(Supplier<TestDatabase> fresh) {
        this.fresh = fresh;
    }

    /** Not before all: a whole class that is skipped for want of its database shows nowhere, each test does. */
    @BeforeEach
    void connect() throws SQLException {
        if (database == null) {
            database = fresh.get().migrate();
        }
        connection = database.connect();
    }

    @AfterEach
    void empty() throws SQLException {
        if (connection != null) {
            execute("delete from jobs");
            connection.close();
        }
    }

    @AfterAll
    void drop() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void aPayloadAloneIsAJob() throws SQLException {
        var before = now();
        execute("insert into jobs (payload) values ('hello')");
        var after = now();

        assertThat(query("select queue, status, payload, max_age, max_retry_count, min_retry_delay, max_retry_delay,"
                        + " backoff_base, attempts, failures, error, error_trace, claimed_by, claimed_at, finished_at,"
                        + " expires_at from jobs"))
                .containsExactly("default|queued|hello|null|null|1000|43200000|1000|0|0|null|null|null|null|null|null");
        assertThat(number("select enqueued_at from jobs")).isBetween(before, after);
        assertThat(number("select scheduled_at from jobs")).isBetween(before, after);
        assertThat(number("select due_at from jobs")).isEqualTo(number("select scheduled_at from jobs"));
    }

    @Test
    void theSessionsTimeZoneDoesNotMatter() throws SQLException {
        execute(moveToAnotherTimeZone());
        execute("insert into jobs (payload) values ('hello')");

        assertThat(number("select enqueued_at from jobs"))
                .isCloseTo(System.currentTimeMillis(), within(MINUTES.toMillis(1)));
    }

    @Test
    void anIdIsRandomUnlessGiven() throws SQLException {
        execute("insert into jobs (payload) values ('a')");
        execute("insert into jobs (payload) values ('b')");

        assertThat(ids()).doesNotHaveDuplicates().hasSize(2).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    @Test
    void thePlainInsertOfPythonRaquelIsAJob() throws SQLException {
        var id = UUID.randomUUID();
        execute(
                "insert into jobs (id, queue, status, payload) values (?, 'emails', 'queued', '{\"account\": 1}')",
                stored(id));

        assertThat(ids()).containsExactly(id);
        assertThat(query("select queue, status, attempts, failures from jobs where due_at = scheduled_at"))
                .containsExactly("emails|queued|0|0");
    }

    @ParameterizedTest
    @CsvSource({
        "queued, 5000",
        "failed, 5000",
        "claimed,",
        "success,",
        "exhausted,",
        "expired,",
        "cancelled,",
    })
    void aJobIsDueOnlyWhileItWaits(String status, Long due) throws SQLException {
        execute("insert into jobs (scheduled_at) values (1000)");
        execute("update jobs set status = ?, scheduled_at = 5000", status);

        assertThat(query("select due_at from jobs")).containsExactly(String.valueOf(due));
    }

    @Test
    void dueAtIsNotForWriting() {
        assertThatThrownBy(() -> execute("insert into jobs (due_at) values (1)"))
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emails", "Emails", "émails", "EMAILS"})
    void queueNamesCompareExactly(String queue) throws SQLException {
        for (var each : List.of("emails", "Emails", "émails", "EMAILS")) {
            execute("insert into jobs (queue, claimed_by) values (?, ?)", each, each);
        }

        assertThat(query("select queue from jobs where queue = ?", queue)).containsExactly(queue);
        assertThat(query("select claimed_by from jobs where claimed_by = ?", queue))
                .containsExactly(queue);
        assertThat(query("select distinct queue from jobs")).hasSize(4);
    }

    @Test
    void textsOfAnyLengthAndScriptSurvive() throws SQLException {
        var text = "Žluťoučký kůň 馬 🐎 \"'\\ \n".repeat(50_000);
        assertThat(text.length()).isGreaterThan(1_000_000);
        execute("insert into jobs (payload, error, error_trace) values (?, ?, ?)", text, text, text);

        for (var column : List.of("payload", "error", "error_trace")) {
            assertThat(query("select " + column + " from jobs").get(0).equals(text))
                    .as(column)
                    .isTrue();
        }
    }

    @Test
    void absurdNumbersAreStored() throws SQLException {
        execute(
                "insert into jobs (queue, max_age, enqueued_at, scheduled_at, expires_at) values (?, ?, ?, ?, ?)",
                "a".repeat(255),
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE);

        assertThat(query("select max_age, enqueued_at, due_at, expires_at from jobs"))
                .containsExactly(Long.MAX_VALUE + "|" + Long.MIN_VALUE + "|" + Long.MAX_VALUE + "|" + Long.MIN_VALUE);
    }

    /** An expression for the database's clock in whole milliseconds, in another way than the column's default. */
    abstract String clock();

    /** A statement that moves the session half a day from where it was. */
    abstract String moveToAnotherTimeZone();

    /** How the driver takes an id. */
    Object stored(UUID id) {
        return id;
    }

    /** What the driver gives for an id. */
    UUID id(Object stored) {
        return (UUID) stored;
    }

    final void execute(String sql, Object... values) throws SQLException {
        Sql.execute(connection, sql, values);
    }

    final List<String> query(String sql, Object... values) throws SQLException {
        return Sql.query(connection, sql, values);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(query(sql).get(0));
    }

    private long now() throws SQLException {
        return number("select " + clock());
    }

    private List<UUID> ids() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from jobs")) {
            var ids = new ArrayList<UUID>();
            while (rows.next()) {
                ids.add(id(rows.getObject(1)));
            }
            return ids;
        }
    }
}
