package dev.raquel.benchmarks.flat;

import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.loop.JobsTable;
import java.sql.SQLException;

/** A table of jobs that were, will be, and are others'. */
record CrowdedTable(Database database) {

    private static final int QUEUES = 100;
    private static final int WAITING_IN_EACH = 100;
    private static final String NOW = "(extract(epoch from now()) * 1000)::bigint";

    /**
     * Fills it with so many finished rows, a tenth as many that are due in a day, and 100 queues that nobody handles.
     */
    void fill(long finished) throws SQLException {
        JobsTable.create(database);
        insert(
                "status, attempts, claimed_by, finished_at",
                "'success', 1, 'somebody-1', " + NOW,
                "-100000000",
                finished);
        insert("status", "'queued'", "+ 86400000", finished / 10);
        database.execute("insert into jobs (queue, payload) select 'other' || q, n from generate_series(1, " + QUEUES
                + ") q, generate_series(1, " + WAITING_IN_EACH + ") n");
        database.tidy();
    }

    private void insert(String columns, String values, String shift, long rows) throws SQLException {
        database.execute("insert into jobs (id, queue, payload, scheduled_at, " + columns + ") select "
                + database.dialect().newId() + ", '" + JobsTable.QUEUE + "', n, " + NOW + shift + " + n, " + values
                + " from generate_series(1, " + rows + ") n");
    }
}
