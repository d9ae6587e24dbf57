package dev.raquel.liquibase;

import static dev.raquel.liquibase.Sql.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL does besides, in each version. */
abstract class PostgresChangeLogContract extends ChangeLogContract {

    /** As Python Raquel makes the table, and as its users may have made it by hand. */
    private static final String BY_PYTHON = """
            create table jobs (id uuid primary key, queue varchar not null, payload varchar,
              status varchar(30) not null, max_age bigint, max_retry_count integer, min_retry_delay integer,
              max_retry_delay integer, backoff_base integer, enqueued_at bigint not null,
              scheduled_at bigint not null, attempts integer not null, error varchar, error_trace varchar,
              claimed_by varchar, claimed_at bigint, finished_at bigint);
            create index ix_jobs_queue on jobs (queue);
            create index ix_jobs_scheduled_at on jobs (scheduled_at);
            """;

    private static final String BY_HAND = """
            create table jobs (id uuid primary key default gen_random_uuid(), queue text, payload text,
              status text default 'queued', max_age bigint, max_retry_count integer,
              min_retry_delay integer default 1000, max_retry_delay integer default 43200000,
              backoff_base integer default 1000, enqueued_at bigint default extract(epoch from now()) * 1000,
              scheduled_at bigint default extract(epoch from now()) * 1000, attempts integer default 0,
              error text, error_trace text, claimed_by text, claimed_at bigint, finished_at bigint);
            create index idx_jobs_queue on jobs (queue);
            insert into jobs (queue, attempts) values (null, null);
            delete from jobs where queue is not null;
            """;

    PostgresChangeLogContract(Supplier<TestDatabase> fresh) {
        super(fresh);
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_PYTHON, BY_HAND})
    void adoptsATableThatIsThere(String table) throws SQLException {
        database.execute(table);
        database.execute("insert into jobs (id, queue, status, payload, enqueued_at, scheduled_at, attempts)"
                + " values ('00000000-0000-4000-8000-000000000001', 'emails', 'failed', 'old', 1, 2, 3)");
        var before = query(database, "select count(*) from jobs");

        database.migrate();

        database.execute("insert into jobs (payload) values ('new')");
        assertThat(query(
                        database,
                        "select queue, status, payload, attempts, failures, expires_at from jobs"
                                + " where payload is not null and due_at = scheduled_at order by enqueued_at"))
                .containsExactly("emails|failed|old|3|0|null", "default|queued|new|0|0|null");
        assertThat(query(database, "select count(*) from jobs where payload is null or payload = 'old'"))
                .isEqualTo(before);
        assertThat(columns("jobs")).hasSize(20).contains("queue not null", "status not null", "attempts not null");
        assertThat(query(database, "select indexname from pg_indexes where tablename = 'jobs'"))
                .contains("ix_raquel_jobs_due", "ix_raquel_jobs_claimed");
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
}
