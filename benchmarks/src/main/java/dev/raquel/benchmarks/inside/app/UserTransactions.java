package dev.raquel.benchmarks.inside.app;

import dev.raquel.benchmarks.loop.Commits;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of the server, on the thread that uses this. */
final class UserTransactions implements Commits, AutoCloseable {

    private final UserTransaction transaction;
    private final DataSource pool;
    private Connection connection;

    UserTransactions(UserTransaction transaction, DataSource pool) {
        this.transaction = transaction;
        this.pool = pool;
    }

    @Override
    public Connection connection() throws SQLException {
        if (connection == null) {
            try {
                transaction.begin();
            } catch (Exception refused) {
                throw new SQLException("No transaction", refused);
            }
            connection = pool.getConnection();
        }
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        connection.close();
        connection = null;
        try {
            transaction.commit();
        } catch (Exception failed) {
            throw new SQLException("No commit", failed);
        }
    }

    /** It is given back by each commit. */
    @Override
    public void release() {}

    /** Rolls back what was not committed. */
    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
            try {
                transaction.rollback();
            } catch (Exception failed) {
                throw new SQLException("No rollback", failed);
            }
        }
    }
}
