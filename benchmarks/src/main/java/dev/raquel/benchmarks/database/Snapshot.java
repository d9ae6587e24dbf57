package dev.raquel.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction that somebody keeps open: nothing that becomes old from now on can be vacuumed. */
public final class Snapshot implements AutoCloseable {

    private final Connection connection;

    /** Opens it. */
    public Snapshot(Database database) throws SQLException {
        connection = DriverManager.getConnection(database.url());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        requireHeld();
    }

    /** It may have been ended by the server, and what was measured would not count. */
    public void requireHeld() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
