package dev.raquel.benchmarks.loop;

import java.sql.Connection;
import java.sql.SQLException;

/** Transactions of JDBC, on one connection that does not commit by itself. */
record OneConnection(Connection connection) implements Commits {

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }
}
