package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The queries that the documents give, and what they find. */
interface DocumentedQueriesContract extends DocumentedSql {

    // All of them ---------------------------------------------------------------------------------------------------

    @Test
    default void everyBlockRunsAndIsThereForThisDatabase() {
        accounts();
        UUID id = row("status", "'queued'");

        assertThat(document().names()).hasSizeGreaterThan(15).allSatisfy(name -> run(name, id));
    }

    @Test
    default void theReadmesBlockDoesWhatItSays() {
        row("queue, status", "'emails', 'failed'");
        row("queue, status, finished_at", "'emails', 'success', 1000");

        Result result = run(SqlDocument.read("README.md", q().database.name()).onlyStatements(), UUID.randomUUID());

        assertThat(result.rows()).extracting(row -> row.get("status")).contains("failed", "success");
        assertThat(result.changed()).as("one inserted, one deleted").isEqualTo(2);
        assertThat(q().count("select count(*) from jobs where status = 'success'"))
                .isZero();
        assertThat(q().count("select count(*) from jobs where status = 'queued' and payload = '{\"accountId\": 42}'"))
                .isOne();
    }

    /** Many times, since rounding in another way, half a millisecond of difference, does not always show. */
    @Test
    default void theTimeIsThatOfTheDefaults() {
        for (int i = 0; i < 50; i++) {
            long before = (Long) inDatabaseTime();
            UUID id = row("queue", "'emails'");

            assertThat(read(id).enqueuedAt().toEpochMilli()).isBetween(before, (Long) inDatabaseTime());
        }
        assertThat(System.currentTimeMillis() - (Long) inDatabaseTime())
                .isBetween(
                        -Duration.ofMinutes(5).toMillis(), Duration.ofMinutes(5).toMillis());
    }

    // Looking -------------------------------------------------------------------------------------------------------

    @Test
    default void stuckAndOfOneNode() {
        row("status, queue, claimed_by, claimed_at", "'claimed', 'a', 'alpha-1-1', :now - 120500");
        row("status, queue, claimed_by, claimed_at", "'claimed', 'b', 'beta-1-1', :now - 5000");
        row("status, queue, claimed_by, claimed_at", "'success', 'c', 'alpha-1-2', :now - 120500");

        assertThat(query("stuck"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("queue", "a")
                        .containsEntry("claimed_by", "alpha-1-1")
                        .hasEntrySatisfying(
                                "seconds_without_a_sign",
                                seconds -> assertThat((Long) seconds).isBetween(120L, 150L)));
        assertThat(query("jobs of one node"))
                .extracting(row -> row.get("queue"))
                .containsExactly("a");
    }

    @Test
    default void depthAndLateness() {
        row("queue, scheduled_at", "'late', :now - 60500");
        row("queue, status, scheduled_at", "'late', 'failed', :now - 10000");
        row("queue, scheduled_at", "'punctual', :now - 500");
        row("queue, scheduled_at", "'punctual', :now + 60500");
        row("queue, status, scheduled_at", "'late', 'success', :now - 90000");

        assertThat(query("due now, per queue, and how late"))
                .hasSize(2)
                .first()
                .satisfies(row -> assertThat(row)
                        .containsEntry("queue", "late")
                        .containsEntry("jobs", 2L)
                        .hasEntrySatisfying(
                                "seconds_late",
                                seconds -> assertThat((Long) seconds).isBetween(60L, 90L)));
        assertThat(query("due later"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("queue", "punctual")
                        .hasEntrySatisfying(
                                "in_seconds",
                                seconds -> assertThat((Long) seconds).isBetween(30L, 60L)));
        assertThat(query("depth per queue and status"))
                .extracting(row -> row.get("queue") + " " + row.get("status") + " " + row.get("jobs"))
                .containsExactly("late failed 1", "late queued 1", "late success 1", "punctual queued 2");
    }

    @Test
    default void failures() {
        row("status, failures, attempts, error", "'failed', 2, 3, '451 greylisted'");
        row("status, failures, attempts, error", "'failed', 7, 7, '451 greylisted'");
        row("status, failures, attempts, error", "'failed', 1, 1, '550 unknown'");
        row("status, failures, attempts, error", "'exhausted', 9, 9, '550 unknown'");

        assertThat(query("failed, by error"))
                .extracting(row -> row.get("error") + ", " + row.get("jobs") + ", " + row.get("most_failures"))
                .containsExactly("451 greylisted, 2, 7", "550 unknown, 1, 1");
        assertThat(query("retried most")).extracting(row -> row.get("failures")).containsExactly(7L, 2L, 1L);
    }

    @Test
    default void throughputAndDuration() {
        for (String hours : List.of("0.1", "0.5", "1.5", "23.5", "24.5")) {
            row(
                    "status, claimed_at, finished_at",
                    "'success', :now - 3600000 * " + hours + " - 1234, :now - 3600000 * " + hours);
        }
        row("status, finished_at", "'expired', :now - 1000");
        row("status, finished_at", "'failed', :now - 1000");

        assertThat(query("throughput per hour"))
                .extracting(row -> row.get("hours_ago") + " " + row.get("status") + " " + row.get("jobs"))
                .containsExactly("0 expired 1", "0 success 2", "1 success 1", "23 success 1");
        assertThat(query("duration of the last runs"))
                .hasSize(2)
                .allSatisfy(row -> assertThat((Long) row.get("millis")).isBetween(1_000L, 1_500L));
    }
}
