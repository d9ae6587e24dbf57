package dev.raquel.liquibase;

import static dev.raquel.liquibase.Sql.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL does besides, in each version. */
abstract class PostgresChangeLogContract extends ChangeLogContract {

    /** As Python Raquel makes the table. */
    private static final String BY_PYTHON = """
            create table jobs (id uuid primary key, queue varchar not null, payload varchar,
              status varchar(30) not null, max_age bigint, max_retry_count integer, min_retry_delay integer,
              max_retry_delay integer, backoff_base integer, enqueued_at bigint not null,
              scheduled_at bigint not null, attempts integer not null, error varchar, error_trace varchar,
              claimed_by varchar, claimed_at bigint, finished_at bigint);
            create index ix_jobs_queue on jobs (queue);
            create index ix_jobs_status on jobs (status);
            create index ix_jobs_scheduled_at on jobs (scheduled_at);
            create index ix_jobs_claimed_by on jobs (claimed_by);
            """;

    /** As its users make it by hand, but for the function that makes ids, which is in an extension. */
    private static final String BY_HAND = """
            create table jobs (id uuid primary key default gen_random_uuid(), queue text, payload text,
              status text default 'queued', max_age bigint, max_retry_count integer,
              min_retry_delay integer default 1000, max_retry_delay integer default 43200000,
              backoff_base integer default 1000, enqueued_at bigint default extract(epoch from now()) * 1000,
              scheduled_at bigint default extract(epoch from now()) * 1000, attempts integer default 0,
              error text, error_trace text, claimed_by text, claimed_at bigint, finished_at bigint);
            create index idx_jobs_queue on jobs (queue);
            create index idx_jobs_status on jobs (status);
            create index idx_jobs_scheduled_at on jobs (scheduled_at);
            create index idx_jobs_claimed_by on jobs (claimed_by);
            """;

    private static final String PYTHONS_COLUMNS = "id, queue, payload, status, max_age, max_retry_count,"
            + " min_retry_delay, max_retry_delay, backoff_base, enqueued_at, scheduled_at, attempts, error, error_trace,"
            + " claimed_by, claimed_at, finished_at";

    /** In all states, with payloads and options of all kinds. The claim of a Python worker has no name. */
    private static final String ROWS = "insert into jobs (" + PYTHONS_COLUMNS + ") values " + """
            (gen_random_uuid(), 'emails', 'plain text', 'queued', null, null, null, null, null,
              1000, 2000, 0, null, null, null, null, null),
            (gen_random_uuid(), 'emails', '{"to": "Žluťoučký 馬 🐎", "n": 1}', 'queued', 9223372036854775807, 0, 0, 0, 0,
              1000, 9223372036854775807, 7, null, null, null, null, 1500),
            (gen_random_uuid(), 'Emails', null, 'claimed', 60000, 3, 1000, 43200000, 1000,
              1001, 2001, 1, null, null, null, 2500, null),
            (gen_random_uuid(), 'emails', '[1, 2]', 'claimed', null, 3, 1000, 43200000, 1000,
              1001, 2001, 1, 'Boom', E'Traceback:\\n  Boom', 'worker-1', 2500, 2400),
            (gen_random_uuid(), 'emails', '0', 'success', null, null, 1000, 43200000, 1000,
              1002, 2002, 1, null, null, null, 2500, 2600),
            (gen_random_uuid(), 'émails', '"quoted"', 'failed', 1, 2, null, null, null,
              1003, 2003, 2, 'It''s broken', 'Traceback', null, 2500, 2600),
            (gen_random_uuid(), '', '', 'cancelled', null, null, null, null, null,
              1004, 2004, 0, null, null, null, null, 2700),
            (gen_random_uuid(), 'emails', 'null', 'expired', 10, null, null, null, null,
              1005, 2005, 0, null, null, null, null, 2700),
            (gen_random_uuid(), 'emails', '{}', 'exhausted', null, 3, 1000, 2000, 1000,
              1006, 2006, 3, 'Boom', 'Traceback', null, 2500, 2700)
            """;

    PostgresChangeLogContract(Supplier<TestDatabase> fresh) {
        super(fresh);
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_PYTHON, BY_HAND})
    void adoptsATableThatIsThere(String table) throws SQLException {
        database.execute(table);
        database.execute(ROWS);
        var rows = pythonsRows();
        var indexes = indexes();
        assertThat(query(database, "select distinct status from jobs")).hasSize(7);

        database.migrate();

        assertThat(pythonsRows()).isEqualTo(rows).hasSize(9);
        assertThat(query(
                        database,
                        "select distinct status, failures, expires_at, due_at = scheduled_at from jobs order by 1"))
                .containsExactly(
                        "cancelled|0|null|null",
                        "claimed|0|null|null",
                        "exhausted|0|null|null",
                        "expired|0|null|null",
                        "failed|0|null|t",
                        "queued|0|null|t",
                        "success|0|null|null");
        assertThat(columns("jobs")).hasSize(20).contains("queue not null", "status not null", "attempts not null");
        assertThat(indexes())
                .containsAll(indexes)
                .hasSize(indexes.size() + 2)
                .anyMatch(index -> index.contains("ix_raquel_jobs_due"))
                .anyMatch(index -> index.contains("ix_raquel_jobs_claimed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_PYTHON, BY_HAND})
    void writesInBothWaysToAnAdoptedTable(String table) throws SQLException {
        database.execute(table);
        database.migrate();

        database.execute(ROWS);
        database.execute("insert into jobs (id, queue, status, payload)"
                + " values ('00000000-0000-4000-8000-000000000001', 'plain', 'queued', '{}')");
        database.execute("insert into jobs (payload) values ('alone')");

        assertThat(
                        query(
                                database,
                                "select queue, status, min_retry_delay, max_retry_delay, backoff_base, attempts, failures from"
                                        + " jobs where (payload = 'alone' or queue = 'plain') and due_at = scheduled_at order by queue"))
                .containsExactly("default|queued|1000|43200000|1000|0|0", "plain|queued|1000|43200000|1000|0|0");
        assertThat(query(database, "select count(*) from jobs")).containsExactly("11");
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_PYTHON, BY_HAND})
    void adoptsOnce(String table) throws SQLException {
        database.execute(table);
        database.execute(ROWS);
        database.migrate();
        var changeSets = changeSets();
        var rows = query(database, "select * from jobs order by id");
        var indexes = indexes();

        database.migrate();

        assertThat(changeSets()).isEqualTo(changeSets);
        assertThat(query(database, "select * from jobs order by id")).isEqualTo(rows);
        assertThat(indexes()).isEqualTo(indexes);
    }

    /** Where the database is in other hands, which get a script. */
    @ParameterizedTest
    @ValueSource(strings = {BY_PYTHON, BY_HAND, ""})
    void writesAScriptForTheTableThatIsThere(String table) throws SQLException {
        database.execute(table);
        try (var other = fresh()) {
            other.execute(table);
            other.migrate();

            database.execute(ChangeLogs.sql(database, RaquelChangeLog.PATH, Map.of()));

            assertThat(columns("jobs")).hasSize(20);
            assertThat(indexes()).isEqualTo(indexes(other));
        }
    }

    @Test
    void givesValuesToWhatMustNotBeNull() throws SQLException {
        database.execute(BY_HAND);
        database.execute("insert into jobs (queue, status, payload, enqueued_at, scheduled_at, attempts) values"
                + " (null, null, 'old', 1000, null, null)");

        database.migrate();

        assertThat(query(database, "select queue, status, payload, enqueued_at, due_at, attempts from jobs"))
                .containsExactly("default|queued|old|1000|1000|0");
    }

    @Test
    void givesAnAdoptedTableBackWhenRolledBack() throws SQLException {
        database.execute(BY_PYTHON);
        database.execute("insert into jobs values ('00000000-0000-4000-8000-000000000001', 'emails', 'kept', 'queued',"
                + " null, null, null, null, null, 1, 2, 0, null, null, null, null, null)");
        database.migrate();

        ChangeLogs.rollback(database, RaquelChangeLog.PATH, Map.of());

        assertThat(columns("jobs")).hasSize(17);
        assertThat(query(database, "select payload from jobs")).containsExactly("kept");
    }

    @Test
    void makesTheTableInAnotherSchema() throws SQLException {
        var parameters = Map.of("raquel.schema", "work");
        database.execute("create schema work");
        database.migrate();
        ChangeLogs.rollback(database, RaquelChangeLog.PATH, Map.of());

        ChangeLogs.update(database, RaquelChangeLog.PATH, parameters);

        assertThat(columns("work", "jobs")).hasSize(20);
        assertThat(columns("public", "jobs")).isEmpty();
        assertThat(query(database, "select indexname from pg_indexes where schemaname = 'work' order by 1"))
                .containsExactly("ix_raquel_jobs_claimed", "ix_raquel_jobs_due", "pk_raquel_jobs");
        assertThat(query(database, "select count(*) from pg_class where reloptions is not null and relname = 'jobs'"))
                .containsExactly("1");
        ChangeLogs.rollback(database, RaquelChangeLog.PATH, parameters);
        assertThat(columns("work", "jobs")).isEmpty();
    }

    private List<String> pythonsRows() throws SQLException {
        return query(database, "select " + PYTHONS_COLUMNS + " from jobs order by id");
    }

    private List<String> indexes() throws SQLException {
        return indexes(database);
    }

    private static List<String> indexes(TestDatabase database) throws SQLException {
        return query(database, "select indexdef from pg_indexes where tablename = 'jobs' order by indexname");
    }
}
