package dev.raquel.contract;

import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements that a worker of the Python library sends to a PostgreSQL table: it names its own 17 columns only,
 * takes claims over after 60 seconds, and settles by id.
 */
final class PythonWorker {

    private static final String COLUMNS = "id, queue, payload, status, max_age, max_retry_count, min_retry_delay,"
            + " max_retry_delay, backoff_base, enqueued_at, scheduled_at, attempts, error, error_trace, claimed_by,"
            + " claimed_at, finished_at";

    private static final long RECLAIM_AFTER = 60_000;

    private final TestDatabase database;
    private final InstantSource clock;

    PythonWorker(TestDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The job that a claim got, as it read it. */
    record Claimed(
            UUID id,
            @Nullable String payload,
            @Nullable Integer maxRetryCount,
            @Nullable Integer minRetryDelay,
            @Nullable Integer maxRetryDelay,
            @Nullable Integer backoffBase,
            int attempts) {

        /** Grows from the attempts, this one included. */
        long delay() {
            long delay = (long) (or(backoffBase, 1_000) * Math.pow(2, attempts + 1));
            return Math.max(or(minRetryDelay, 1_000), Math.min(or(maxRetryDelay, 43_200_000), delay));
        }

        boolean exhaustedByThisAttempt() {
            return maxRetryCount != null && attempts + 1 >= maxRetryCount;
        }

        private static int or(@Nullable Integer value, int fallback) {
            return value == null ? fallback : value;
        }
    }

    /** Adds a job, due now, with these options, each of which may be null. */
    UUID enqueue(String queue, @Nullable String payload, @Nullable Long maxAge, @Nullable Integer... retry) {
        UUID id = UUID.randomUUID();
        long now = clock.millis();
        try (Connection connection = database.connect()) {
            update(
                    connection,
                    "insert into jobs (" + COLUMNS
                            + ") values (?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
                    id,
                    queue,
                    payload,
                    maxAge,
                    retry.length > 0 ? retry[0] : null,
                    retry.length > 1 ? retry[1] : null,
                    retry.length > 2 ? retry[2] : null,
                    retry.length > 3 ? retry[3] : null,
                    now,
                    now,
                    null,
                    null,
                    null,
                    null,
                    null);
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its first transaction: waiting jobs that are too old become expired. */
    int expire() {
        try (Connection connection = database.connect()) {
            return update(
                    connection,
                    "update jobs set status = 'expired', finished_at = ? where status in ('queued', 'failed')"
                            + " and max_age is not null and scheduled_at + max_age <= ?",
                    clock.millis(),
                    clock.millis());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its second transaction: the first due job of a queue, or one whose claim is old, becomes its own. */
    Optional<Claimed> claim(String queue, @Nullable String claimAs) {
        long now = clock.millis();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            List<Claimed> found = select(
                    connection,
                    "select " + COLUMNS + " from jobs where queue = ? and scheduled_at <= ?"
                            + " and (max_age is null or enqueued_at + max_age >= ?)"
                            + " and (status in ('queued', 'failed') or status = 'claimed' and claimed_at + ? <= ?)"
                            + " order by scheduled_at limit 1 for update skip locked",
                    queue,
                    now,
                    now,
                    RECLAIM_AFTER,
                    now);
            for (Claimed job : found) {
                update(
                        connection,
                        "update jobs set status = 'claimed', claimed_at = ?, claimed_by = ? where id = ?",
                        now,
                        claimAs,
                        job.id());
            }
            connection.commit();
            return found.stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins its third transaction, in which the handler runs: the row is locked until it is settled. */
    Attempt begin(Claimed job) {
        try {
            Connection connection = database.connect();
            connection.setAutoCommit(false);
            select(connection, "select " + COLUMNS + " from jobs where id = ? for update", job.id());
            return new Attempt(connection, job);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handler that runs, while the job's row is locked. Settles by id alone, whoever has the claim. */
    final class Attempt {

        private final Connection connection;
        private final Claimed job;

        private Attempt(Connection connection, Claimed job) {
            this.connection = connection;
            this.job = job;
        }

        void success() {
            settle("status = 'success', attempts = ?, finished_at = ?", attempts(), clock.millis());
        }

        void fail(String error) {
            long now = clock.millis();
            if (job.exhaustedByThisAttempt()) {
                settle("status = 'exhausted', attempts = ?, finished_at = ?", attempts(), now);
            } else {
                settle(
                        "status = 'failed', attempts = ?, error = ?, error_trace = ?, scheduled_at = ?, finished_at = ?",
                        attempts(),
                        error,
                        "Traceback: " + error,
                        now + job.delay(),
                        now);
            }
        }

        void reject() {
            settle("status = 'queued', claimed_at = null, claimed_by = null, attempts = ?", attempts());
        }

        void reschedule(long delay) {
            settle(
                    "status = 'queued', attempts = ?, scheduled_at = ?, finished_at = null",
                    attempts(),
                    clock.millis() + delay);
        }

        private int attempts() {
            return job.attempts() + 1;
        }

        private void settle(String assignments, Object... values) {
            List<Object> all = new ArrayList<>(List.of(values));
            all.add(job.id());
            try (connection) {
                update(connection, "update jobs set " + assignments + " where id = ?", all.toArray());
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static List<Claimed> select(Connection connection, String sql, Object... values) throws SQLException {
        List<Claimed> jobs = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                jobs.add(new Claimed(
                        rows.getObject("id", UUID.class),
                        rows.getString("payload"),
                        rows.getObject("max_retry_count", Integer.class),
                        rows.getObject("min_retry_delay", Integer.class),
                        rows.getObject("max_retry_delay", Integer.class),
                        rows.getObject("backoff_base", Integer.class),
                        rows.getInt("attempts")));
            }
        }
        return jobs;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
