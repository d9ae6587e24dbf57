package dev.raquel.benchmarks.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A connection on which a database is told and asked things, beside all pools. It commits by itself. */
public class Console implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Connection connection;
    private final Dialect dialect;

    /** Closes the connection with itself. */
    public Console(Connection connection) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection);
    }

    public Dialect dialect() {
        return dialect;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    public long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    public boolean isTrue(String condition) throws SQLException {
        return number("select count(*) where " + condition) > 0;
    }

    /** Brings statistics and disk up to date, so that what was prepared costs nothing later. */
    public void tidy() throws SQLException {
        execute(dialect.analyze());
        execute("checkpoint");
    }

    /**
     * Looks every millisecond until a condition does not hold any more: there is no signal that all contestants give.
     */
    public void awaitNot(String condition, long timeoutNanos) throws SQLException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (isTrue(condition)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Still: " + condition);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
