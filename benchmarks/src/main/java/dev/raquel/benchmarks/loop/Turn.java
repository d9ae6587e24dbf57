package dev.raquel.benchmarks.loop;

import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What one thread of a loop does again and again. */
public interface Turn {

    /** Handles some jobs; false if there was none. Leaves no transaction. */
    boolean take(Commits transactions, DataSource pool, Work work, String token) throws SQLException;
}
