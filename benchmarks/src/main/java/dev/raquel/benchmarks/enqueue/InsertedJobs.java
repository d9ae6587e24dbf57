package dev.raquel.benchmarks.enqueue;

import dev.raquel.benchmarks.loop.JobsTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Hand-written inserts of complete rows, as the library writes them. */
record InsertedJobs(DataSource pool) {

    private static final String INSERT = """
            insert into jobs (id, queue, payload, status, max_age, max_retry_count, min_retry_delay, max_retry_delay,
                backoff_base, enqueued_at, scheduled_at, attempts, failures)
            values (?, ?, ?, 'queued', ?, ?, 1000, 43200000, 1000, ?, ?, 0, 0)""";

    private static final String INSERT_ARRAYS = """
            insert into jobs (id, queue, payload, status, min_retry_delay, max_retry_delay, backoff_base, enqueued_at,
                scheduled_at, attempts, failures)
            select id, ?, payload, 'queued', 1000, 43200000, 1000, ?, ?, 0, 0 from unnest(?, ?) as given (id, payload)""";

    /** In one batch of the driver's, which is committed. */
    void insertAll(IntStream jobs) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int job : jobs.toArray()) {
                set(insert, job);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** In one statement, which gets a column as an array and is committed. */
    void insertArrays(IntStream jobs) throws SQLException {
        long now = System.currentTimeMillis();
        List<String> payloads = jobs.mapToObj(Integer::toString).toList();
        UUID[] ids = payloads.stream().map(payload -> newId(now)).toArray(UUID[]::new);
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT_ARRAYS)) {
            insert.setString(1, JobsTable.QUEUE);
            insert.setLong(2, now);
            insert.setLong(3, now);
            insert.setArray(4, connection.createArrayOf("uuid", ids));
            insert.setArray(5, connection.createArrayOf("text", payloads.toArray()));
            insert.executeUpdate();
            connection.commit();
        }
    }

    /** One, in the transaction of a connection. */
    static void insert(Connection connection, int job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            set(insert, job);
            insert.executeUpdate();
        }
    }

    private static void set(PreparedStatement insert, int job) throws SQLException {
        long now = System.currentTimeMillis();
        insert.setObject(1, newId(now));
        insert.setString(2, JobsTable.QUEUE);
        insert.setString(3, Integer.toString(job));
        insert.setNull(4, Types.BIGINT);
        insert.setNull(5, Types.INTEGER);
        insert.setLong(6, now);
        insert.setLong(7, now);
    }

    /** Begins with the time, as those of the library do. */
    private static UUID newId(long now) {
        UUID random = UUID.randomUUID();
        return new UUID(now << 16 | random.getMostSignificantBits() & 0xFFFF, random.getLeastSignificantBits());
    }
}
