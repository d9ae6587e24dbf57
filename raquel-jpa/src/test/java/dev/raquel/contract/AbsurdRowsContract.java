package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.JobInfo;
import dev.raquel.Subscription;
import dev.raquel.internal.lifecycle.JobState;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that plain SQL has filled with what makes no sense, before and between jobs that do. */
interface AbsurdRowsContract extends Contract {

    String LEAST = "-9223372036854775808";
    String MOST = "9223372036854775807";
    String MOST_INT = "2147483647";
    UUID ZEROS = new UUID(0, 0);

    /**
     * Inserts a row that is due, but for these columns. Its handler is told its payload, and fails where that says so.
     */
    private UUID insert(String payload, String... columnsAndValues) {
        return insert(UUID.randomUUID(), payload, columnsAndValues);
    }

    private UUID insert(UUID id, String payload, String... columnsAndValues) {
        Map<String, String> row = new LinkedHashMap<>(Map.of(
                "id",
                q().sql(id),
                "queue",
                "'" + QueueFixture.QUEUE + "'",
                "payload",
                "'" + payload + "'",
                "scheduled_at",
                "5"));
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put(columnsAndValues[i], columnsAndValues[i + 1]);
        }
        q().database
                .execute("insert into jobs (" + String.join(", ", row.keySet()) + ") values ("
                        + String.join(", ", row.values()) + ")");
        return id;
    }

    private Map<String, Object> row(UUID id) {
        return q().row("select status, attempts, failures, scheduled_at, expires_at, error, claimed_at from jobs"
                + " where id = " + q().sql(id));
    }

    private List<String> drained() {
        List<String> handled = new ArrayList<>();
        try (Subscription handler = q().handle(job -> {
            handled.add(String.valueOf(job.payload()));
            if (String.valueOf(job.payload()).startsWith("fail")) {
                throw new IllegalStateException("as told");
            }
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
        return handled;
    }

    @Test
    default void goodJobsAmongThemAreHandledInOrder() {
        insertAllKinds();
        List<String> good = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            good.add("good " + i);
            q().raquel.enqueue(QueueFixture.QUEUE, "good " + i);
            if (i % 4 == 0) {
                insertAllKinds();
            }
            q().clock.advance(Duration.ofMillis(1));
        }
        q().leases().reclaim(q().clock.millis() - 60_000, List.of(), 3);

        List<String> handled = drained();
        q().clock.advance(Duration.ofDays(1));
        drained();

        assertThat(handled).containsSubsequence(good).doesNotHaveDuplicates();
        assertThat(q().count("select count(*) from jobs where status = 'success' and payload like 'good%'"))
                .isEqualTo(10);
    }

    private void insertAllKinds() {
        String id = "of " + UUID.randomUUID() + " ";
        insert(id + 1, "max_age", MOST);
        insert(id + 2, "max_age", LEAST);
        insert(id + 3, "scheduled_at", LEAST);
        insert(id + 4, "scheduled_at", MOST);
        insert("fail " + id + 5, "attempts", MOST_INT, "failures", MOST_INT, "backoff_base", MOST_INT);
        insert("fail " + id + 6, "min_retry_delay", "-1", "max_retry_delay", "-2", "backoff_base", "-3");
        insert("fail " + id + 7, "min_retry_delay", MOST_INT, "max_retry_delay", "0", "max_age", MOST);
        insert(id + 8, "status", "'claimed'", "claimed_at", "null");
        insert(id + 9, "status", "'claimed'", "claimed_at", LEAST);
        insert(id + 10, "status", "'claimed'", "claimed_at", MOST);
        insert(id + 11, "status", "'no such word'");
        insert(id + 12, "queue", "''");
        insert(id + 13, "enqueued_at", LEAST, "finished_at", MOST, "claimed_at", MOST, "claimed_by", "''");
    }

    @Test
    default void agesAndStartTimesAtTheEndsOfTheRange() {
        UUID neverTooOld = insert("never too old", "max_age", MOST);
        UUID failing = insert("fail", "max_age", MOST);
        UUID negative = insert("negative age", "max_age", "-1");
        UUID veryNegative = insert("very negative age", "max_age", LEAST);
        UUID before1970 = insert("before 1970", "scheduled_at", "-1", "max_age", MOST);
        UUID longBefore = insert("long before", "scheduled_at", LEAST, "max_age", LEAST);
        UUID never = insert("never", "scheduled_at", MOST, "max_age", MOST);
        UUID pastDeadline = insert("past", "status", "'failed'", "max_age", MOST, "expires_at", LEAST);

        assertThat(drained()).containsExactlyInAnyOrder("never too old", "fail");

        assertThat(row(neverTooOld)).containsEntry("status", "success");
        assertThat(row(failing)).containsEntry("status", "failed").containsEntry("expires_at", Long.MAX_VALUE);
        assertThat(List.of(row(negative), row(veryNegative), row(pastDeadline)))
                .allSatisfy(row -> assertThat(row).containsEntry("status", "expired"));
        assertThat(List.of(row(before1970), row(longBefore), row(never)))
                .as("a start that never comes")
                .allSatisfy(row -> assertThat(row).containsEntry("status", "queued"));
        assertThat(q().raquel.cancel(before1970)).isTrue();
        assertThat(q().raquel.requeue(before1970)).isTrue();
        assertThat(drained()).containsExactly("before 1970");
    }

    @Test
    default void countsAndDelaysAtTheEndsOfTheRange() {
        UUID full = insert("fail 1", "attempts", MOST_INT, "failures", MOST_INT, "backoff_base", MOST_INT);
        UUID empty = insert("fail 2", "attempts", "-2147483648", "failures", "-2147483648");
        UUID negative = insert("fail 3", "min_retry_delay", "-1", "max_retry_delay", "-2", "backoff_base", "-3");
        UUID crossed = insert("fail 4", "min_retry_delay", "5000", "max_retry_delay", "1000");
        UUID noRetry = insert("fail 5", "max_retry_count", "-1");

        assertThat(drained()).hasSize(5);

        long now = q().clock.millis();
        assertThat(row(full))
                .containsEntry("status", "failed")
                .containsEntry("attempts", Integer.MAX_VALUE)
                .containsEntry("failures", Integer.MAX_VALUE)
                .containsEntry("scheduled_at", now + 43_200_000);
        assertThat(row(empty))
                .containsEntry("status", "failed")
                .containsEntry("failures", Integer.MIN_VALUE + 1)
                .containsEntry("scheduled_at", now + 1_000);
        assertThat(row(negative)).containsEntry("status", "failed").containsEntry("scheduled_at", now);
        assertThat(row(crossed)).containsEntry("status", "failed").containsEntry("scheduled_at", now + 5_000);
        assertThat(row(noRetry)).containsEntry("status", "exhausted");
        for (UUID id : List.of(full, empty, negative, crossed, noRetry)) {
            assertThat(q().raquel.get(id)).isPresent();
        }
    }

    @Test
    default void claimsWithoutASensibleTimeAreTakenOverUnlessTheyAreFromTheFuture() {
        UUID untimed = insert("untimed", "status", "'claimed'", "claimed_at", "null", "claimed_by", "'somebody'");
        UUID nobodys = insert("nobody''s", "status", "'claimed'", "claimed_at", "null");
        UUID negative = insert("negative", "status", "'claimed'", "claimed_at", "-5", "max_age", MOST);
        UUID least = insert(ZEROS, "least", "status", "'claimed'", "claimed_at", LEAST);
        UUID future = insert("future", "status", "'claimed'", "claimed_at", MOST);
        UUID tired = insert("tired", "status", "'claimed'", "claimed_at", "null", "max_retry_count", "0");

        assertThat(q().leases().reclaim(q().clock.millis(), List.of(), 1))
                .extracting(JobState::id)
                .containsExactlyInAnyOrder(untimed, nobodys, negative, least, tired);

        assertThat(List.of(row(untimed), row(nobodys), row(negative), row(least)))
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("status", "failed")
                        .containsEntry("failures", 1)
                        .containsEntry("scheduled_at", 1_000L));
        assertThat(row(tired)).containsEntry("status", "exhausted");
        assertThat(row(future)).containsEntry("status", "claimed");
        assertThat(drained()).containsExactlyInAnyOrder("untimed", "nobody's", "negative", "least");
    }

    @Test
    default void lockedClaimsWithoutATimeDoNotHideThoseBehindThem() throws Exception {
        for (int i = 0; i < 5; i++) {
            insert("held", "status", "'claimed'", "claimed_at", "null", "claimed_by", "'alive'");
        }
        UUID dead = insert("dead", "status", "'claimed'", "claimed_at", "7", "claimed_by", "'dead'");
        try (Connection worker = q().database.connect()) {
            worker.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            worker.setAutoCommit(false);
            worker.createStatement().executeQuery("select id from jobs where claimed_by = 'alive' for update");

            assertThat(q().leases().reclaim(10, List.of(), 2))
                    .extracting(JobState::id)
                    .containsExactly(dead);

            worker.rollback();
        }
        assertThat(q().leases().reclaim(10, List.of(), 2)).hasSize(5);
    }

    @Test
    default void whatNoHandlerCouldMeanIsLeftAlone() {
        UUID word = insert("word", "status", "'no such word'");
        UUID upperCase = insert("upper case", "status", "'QUEUED'");
        UUID nameless = insert("nameless", "queue", "''");
        UUID zeros = insert(ZEROS, "zeros");
        UUID nothing = insert("nothing", "payload", "null");

        assertThat(drained()).containsExactlyInAnyOrder("zeros", "null");

        assertThat(List.of(row(word), row(upperCase), row(nameless)))
                .extracting(row -> row.get("status"))
                .containsExactly("no such word", "QUEUED", "queued");
        assertThat(List.of(row(zeros), row(nothing)))
                .allSatisfy(row -> assertThat(row).containsEntry("status", "success"));
        assertThat(q().raquel.get(nameless).map(JobInfo::queue)).contains("");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.get(word))
                .withMessageContaining("no such word");
    }
}
