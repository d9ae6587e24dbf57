package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The SQL that the documents give, run as a reader would. Each test has a block's result checked. */
interface DocumentedSqlContract extends Contract {

    private SqlDocument document() {
        return SqlDocument.read("docs/sql.md", q().database.name());
    }

    private String fill(String sql, UUID id) {
        return SqlDocument.fill(
                sql, Map.of("now", document().now(), "id", document().id(id)));
    }

    /** What a documented query returns. */
    private List<Map<String, Object>> query(String name) {
        return run(name, UUID.randomUUID()).rows();
    }

    /** How many rows a documented statement changes. */
    private int update(String name, UUID id) {
        return run(name, id).changed();
    }

    private Result run(String name, UUID id) {
        return run(document().statements(name), id);
    }

    private Result run(List<String> statements, UUID id) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int changed = 0;
        try (Connection connection = q().database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(fill(sql, id))) {
                    rows.addAll(rows(statement.getResultSet()));
                } else {
                    changed += statement.getUpdateCount();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(statements.toString(), e);
        }
        return new Result(rows, changed);
    }

    /** What came of some statements. */
    record Result(List<Map<String, Object>> rows, int changed) {}

    private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                String column = result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                Object value = result.getObject(i);
                row.put(
                        column,
                        value instanceof Number number ? Long.valueOf(number.longValue()) : result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** A row with these columns, given as SQL. */
    private UUID row(String columns, String values) {
        UUID id = UUID.randomUUID();
        run(List.of("insert into jobs (id, " + columns + ") values (:id, " + values + ")"), id);
        return id;
    }

    private JobInfo read(UUID id) {
        return q().raquel.get(id).orElseThrow();
    }

    private Object inDatabaseTime() {
        return run(List.of("select " + document().now() + " as now"), UUID.randomUUID())
                .rows()
                .get(0)
                .get("now");
    }

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

    @Test
    default void theTimeIsThatOfTheDefaults() {
        long before = (Long) inDatabaseTime();
        UUID id = row("queue", "'emails'");

        assertThat(read(id).enqueuedAt().toEpochMilli()).isBetween(before, (Long) inDatabaseTime());
        assertThat(System.currentTimeMillis() - before)
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

    // Enqueueing ----------------------------------------------------------------------------------------------------

    /** A handler gets the payload of each job of the queue that is due by the database's clock. */
    private List<Object> handledInDatabaseTime() {
        List<Object> payloads = new ArrayList<>();
        Raquel node = q().node(Raquel.over(q().factory()));
        try (Subscription handler = node.<Map<String, Object>>subscribe(
                SubscribeOptions.of("emails", Map.class), job -> payloads.add(job.payload()))) {
            node.drain("emails");
        }
        return payloads;
    }

    @Test
    default void whatIsEnqueuedBySqlIsHandled() {
        assertThat(update("enqueue", UUID.randomUUID())).isOne();

        assertThat(handledInDatabaseTime()).containsExactly(Map.of("accountId", 42));
    }

    @Test
    default void optionsOfAnInsertAreKept() {
        update("enqueue with options", UUID.randomUUID());

        assertThat(handledInDatabaseTime()).as("before it is due").isEmpty();
        assertThat(jobs()).singleElement().satisfies(job -> {
            assertThat(Duration.between(job.enqueuedAt(), job.scheduledAt()))
                    .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(301));
            assertThat(job.maxAge()).isEqualTo(Duration.ofDays(1));
            assertThat(job.retryPolicy())
                    .isEqualTo(
                            new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofSeconds(2)));
        });
    }

    private List<JobInfo> jobs() {
        return q().raquel
                .inTransaction(entityManager -> entityManager
                        .createQuery("select j.id from RaquelJob j", UUID.class)
                        .getResultStream()
                        .map(this::read)
                        .toList());
    }

    private void accounts() {
        q().database.execute("drop table if exists accounts");
        q().database.execute("create table accounts (id bigint primary key, welcomed boolean not null)");
        q().database.execute("insert into accounts values (1, false), (2, true), (3, false)");
    }

    @Test
    default void aQueryEnqueuesAJobForEachRow() {
        accounts();

        assertThat(update("enqueue a job for each row", UUID.randomUUID())).isEqualTo(2);

        assertThat(handledInDatabaseTime()).containsExactlyInAnyOrder(Map.of("accountId", 1), Map.of("accountId", 3));
    }

    // Changing ------------------------------------------------------------------------------------------------------

    private List<UUID> oneInEachState() {
        List<UUID> ids = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            ids.add(row(
                    "status, queue, scheduled_at, failures, expires_at, finished_at, claimed_at, error",
                    "'" + status.column() + "', 'emails', :now + 3600000, 3, 5, 6, 7, '451 greylisted'"));
        }
        return ids;
    }

    /** Which states a statement for a single job applies to. */
    private List<JobStatus> statesChangedBy(String name) {
        List<JobStatus> changed = new ArrayList<>();
        List<UUID> ids = oneInEachState();
        for (UUID id : ids) {
            JobStatus before = read(id).status();
            if (update(name, id) == 1) {
                changed.add(before);
            }
        }
        return changed;
    }

    @Test
    default void whatWaitsCanBeMovedAndCancelled() {
        UUID job = row("queue, payload, scheduled_at", "'emails', '{}', :now + 3600000");
        long now = (Long) inDatabaseTime();
        update("reschedule", job);
        assertThat(read(job).scheduledAt().toEpochMilli()).isBetween(now + 600_000, now + 700_000);
        update("run now", job);
        assertThat(handledInDatabaseTime()).hasSize(1);

        for (String name : List.of("run now", "reschedule", "cancel")) {
            assertThat(statesChangedBy(name)).containsExactlyInAnyOrder(JobStatus.QUEUED, JobStatus.FAILED);
        }
    }

    @Test
    default void aQueueCanBeCancelled() {
        oneInEachState();
        row("queue", "'invoices'");

        assertThat(update("cancel all that waits in a queue", UUID.randomUUID()))
                .isEqualTo(2);
        assertThat(q().count("select count(*) from jobs where status = 'cancelled' and finished_at > 1000"))
                .isEqualTo(2);
    }

    @Test
    default void aRequeueBySqlIsWhatTheLibraryDoes() {
        assertThat(statesChangedBy("requeue"))
                .containsExactlyInAnyOrder(JobStatus.EXHAUSTED, JobStatus.EXPIRED, JobStatus.CANCELLED);
        q().database.execute("delete from jobs");

        String columns = "status, queue, payload, scheduled_at, max_age, max_retry_count, attempts, failures, error";
        String values = "'exhausted', 'emails', '{}', 0, 60000, 2, 3, 3, '451 greylisted'";
        UUID bySql = row(columns, values);
        UUID byLibrary = row(columns, values);
        update("requeue", bySql);
        q().node(Raquel.over(q().factory())).requeue(byLibrary);

        String rest = "select status, payload, max_age, max_retry_count, attempts, failures, error, expires_at,"
                + " finished_at, claimed_at, claimed_by from jobs where id = :id";
        assertThat(run(List.of(rest), bySql).rows())
                .isEqualTo(run(List.of(rest), byLibrary).rows());
        assertThat(read(bySql).scheduledAt())
                .isBetween(
                        read(byLibrary).scheduledAt().minusSeconds(60),
                        read(byLibrary).scheduledAt().plusSeconds(60));
        assertThat(handledInDatabaseTime()).hasSize(2);
    }

    @Test
    default void jobsAreRequeuedByTheirError() {
        oneInEachState();
        row("status, queue, error", "'exhausted', 'emails', '550 unknown'");

        assertThat(update("requeue by error", UUID.randomUUID())).isOne();
    }

    @Test
    default void aFinishedJobIsRunAgainAsANewOne() {
        UUID done = row("status, queue, payload, attempts", "'success', 'emails', '{\"accountId\": 7}', 3");

        assertThat(update("run a finished job again, as a new one", done)).isOne();

        assertThat(handledInDatabaseTime()).containsExactly(Map.of("accountId", 7));
        assertThat(read(done).attempts()).isEqualTo(3);
    }

    // Deleting and never ----------------------------------------------------------------------------------------------

    @Test
    default void finishedJobsAreDeletedAThousandAtATime() {
        q().raquel.inTransaction(entityManager -> {
            for (int i = 0; i < 1_003; i++) {
                q().raquel.enqueue(JobRequest.of(null).withQueue("old"));
            }
            return null;
        });
        q().database.execute("update jobs set status = 'success', finished_at = 1000");
        oneInEachState();

        assertThat(update("delete in batches", UUID.randomUUID())).isEqualTo(1_000);
        assertThat(update("delete in batches", UUID.randomUUID())).isEqualTo(7);
        assertThat(update("delete in batches", UUID.randomUUID())).isZero();
        assertThat(q().jobs()).isEqualTo(3);
    }

    @Test
    default void dueAtCannotBeWritten() {
        UUID job = row("queue", "'emails'");

        assertThatIllegalStateException().isThrownBy(() -> q().database.execute("update jobs set due_at = 1"));
        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    default void aClaimedJobThatIsPutBackByHandLosesItsHandlersWorkAndIsRunTwice() {
        JobInfo job = q().enqueued();
        AtomicInteger runs = new AtomicInteger();
        try (Subscription handler = q().handle(running -> {
            if (runs.incrementAndGet() == 1) {
                q().write("effect");
                q().database.execute("update jobs set status = 'queued'");
            }
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(runs).hasValue(2);
        assertThat(q().written("effect")).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }
}
