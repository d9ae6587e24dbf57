package dev.raquel.benchmarks.enqueue;

import dev.raquel.benchmarks.loop.JobsTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import javax.sql.DataSource;

/** Hand-written inserts of complete rows, as the library writes them. */
record InsertedJobs(DataSource pool) {

    private static final int BATCH = 1_000;

    private static final String INSERT = """
            insert into jobs (id, queue, payload, status, max_age, max_retry_count, min_retry_delay, max_retry_delay,
                backoff_base, enqueued_at, scheduled_at, attempts, failures)
            values (?, ?, ?, 'queued', ?, ?, 1000, 43200000, 1000, ?, ?, 0, 0)""";

    /** In batches, each committed. */
    void insertAll(int jobs) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int job = 0; job < jobs; job++) {
                set(insert, job);
                insert.addBatch();
                if ((job + 1) % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
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
