package dev.raquel.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.RaquelException;
import dev.raquel.testing.TestDatabase;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What PostgreSQL has besides, in each version. */
abstract class PostgresJobTableContract extends JobTableContract {

    PostgresJobTableContract(Supplier<TestDatabase> freshDatabase) {
        super(freshDatabase, Catalog.POSTGRES, "postgresql");
    }

    @Override
    Set<String> unknownToTheEntity() {
        return Set.of(
                "- id: default gen_random_uuid()",
                "- enqueued_at: default (floor((extract(epoch from clock_timestamp()) * (1000)::numeric)))::bigint",
                "- scheduled_at: default (floor((extract(epoch from clock_timestamp()) * (1000)::numeric)))::bigint",
                "- constraint pk_raquel_jobs primary key (id)",
                "+ constraint jobs_pkey primary key (id)",
                "- create index ix_raquel_jobs_due on public.jobs using btree (queue, due_at, id)"
                        + " where (due_at is not null)",
                "+ create index ix_raquel_jobs_due on public.jobs using btree (queue, due_at, id)",
                "- create index ix_raquel_jobs_claimed on public.jobs using btree (claimed_at)"
                        + " where ((status)::text = 'claimed'::text)",
                "+ create index ix_raquel_jobs_claimed on public.jobs using btree (status, claimed_at)",
                "- option autovacuum_analyze_scale_factor=0.02",
                "- option autovacuum_vacuum_cost_delay=0",
                "- option autovacuum_vacuum_scale_factor=0.01",
                "- option autovacuum_vacuum_threshold=1000");
    }

    @Test
    void itMakesTheTableInAnotherSchema() {
        makesItInAnotherSchema();
    }

    @Test
    void aNameThatNeedsQuotesIsQuoted() {
        JobTable table = table(Map.of("hibernate.physical_naming_strategy", new Renamed("\"odd jobs\"")));

        table.create();
        table.create();

        database.execute("insert into \"odd jobs\" (payload) values ('there')");
        assertThat(facts("odd jobs")).anyMatch(fact -> fact.startsWith("create index ix_raquel_odd_jobs_due on"));
        table.drop();
        assertThat(facts("odd jobs")).isEmpty();
    }

    @Test
    void whatRefersToTheTableIsNotDroppedWithIt() {
        table().create();
        database.execute("create view waiting as select id from jobs where due_at is not null");

        assertThatThrownBy(table()::drop)
                .isInstanceOf(RaquelException.class)
                .hasMessageContaining("'jobs' cannot be dropped")
                .hasStackTraceContaining("waiting");

        assertThat(facts("jobs")).isNotEmpty();
    }
}
