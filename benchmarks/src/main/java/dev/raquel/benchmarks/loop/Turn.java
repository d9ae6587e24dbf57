package dev.raquel.benchmarks.loop;

import dev.raquel.benchmarks.throughput.Work;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What one thread of a loop does again and again. */
interface Turn {

    /** Handles some jobs; false if there was none. The connection does not commit by itself. */
    boolean take(Connection connection, DataSource pool, Work work, String token) throws SQLException;
}
