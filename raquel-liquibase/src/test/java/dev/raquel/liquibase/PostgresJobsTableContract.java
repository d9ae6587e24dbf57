package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What PostgreSQL does besides, in each version. */
abstract class PostgresJobsTableContract extends JobsTableContract {

    PostgresJobsTableContract(Supplier<TestDatabase> fresh) {
        super(fresh);
    }

    @Override
    String clock() {
        return "(date_part('epoch', clock_timestamp()) * 1000 - 0.5)::bigint";
    }

    @Override
    String moveToAnotherTimeZone() {
        return "set time zone 'Pacific/Auckland'";
    }

    @Test
    void textsAreTextsAndIdsAreUuids() throws SQLException {
        assertThat(query("select column_name, data_type from information_schema.columns where table_name = 'jobs'"
                        + " and column_name in ('id', 'payload', 'error', 'error_trace', 'due_at') order by 1"))
                .containsExactly("due_at|bigint", "error|text", "error_trace|text", "id|uuid", "payload|text");
    }

    @Test
    void bothIndexesHoldOnlyWhatIsLookedFor() throws SQLException {
        assertThat(query(
                        "select indexdef from pg_indexes where tablename = 'jobs' and indexname like 'ix%' order by 1"))
                .satisfiesExactly(
                        claimed -> assertThat(claimed)
                                .contains("ix_raquel_jobs_claimed", "(claimed_at) WHERE", "'claimed'"),
                        due -> assertThat(due)
                                .contains("ix_raquel_jobs_due", "(queue, due_at, id) WHERE (due_at IS NOT NULL)"));
    }

    @Test
    void autovacuumComesByOften() throws SQLException {
        assertThat(query("select unnest(reloptions) from pg_class where relname = 'jobs'"))
                .contains("autovacuum_vacuum_scale_factor=0.01", "autovacuum_vacuum_threshold=1000");
    }

    @Test
    void aClaimReadsNothingButItsIndexBesideFinishedRows() throws SQLException {
        execute("insert into jobs (queue, status, scheduled_at) select 'emails',"
                + " case when n % 200 = 0 then 'queued' else 'success' end, n from generate_series(1, 20000) n");
        execute("analyze jobs");

        var plan = String.join(
                "\n",
                query("explain (analyze, buffers) select id from jobs where queue = 'emails' and due_at between 0 and"
                        + " 30000 order by queue, due_at, id limit 20 for no key update skip locked"));

        assertThat(plan)
                .contains("using ix_raquel_jobs_due")
                .doesNotContain("Sort", "Seq Scan", "Filter")
                .containsPattern("Index (Only )?Scan .*rows=20(\\.00)? ");
    }
}
