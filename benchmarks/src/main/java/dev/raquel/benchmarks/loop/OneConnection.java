package dev.raquel.benchmarks.loop;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of JDBC, on one connection of a pool whose connections do not commit by themselves. */
final class OneConnection implements Commits, AutoCloseable {

    private final DataSource pool;
    private Connection connection;

    OneConnection(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection connection() throws SQLException {
        if (connection == null) {
            connection = pool.getConnection();
        }
        return connection;
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void release() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() throws SQLException {
        release();
    }
}
