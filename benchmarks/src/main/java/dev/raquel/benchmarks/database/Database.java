package dev.raquel.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A database for one round, dropped afterwards. What is asked here goes over a connection of its own, beside the pool. */
public final class Database implements AutoCloseable {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final String url;
    private final Server server;
    private final Connection connection;

    Database(String name, String url, Server server) throws SQLException {
        this.name = name;
        this.url = url;
        this.server = server;
        this.connection = DriverManager.getConnection(url);
    }

    public String url() {
        return url;
    }

    /** A pool that is full when it is returned, each of whose connections commits by itself or not. */
    public HikariDataSource pool(int size, boolean autoCommit) {
        return pool(size, autoCommit, false);
    }

    /** The same, with or without the driver's rewriting of a batch of inserts into few statements. */
    public HikariDataSource pool(int size, boolean autoCommit, boolean rewritingInserts) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.addDataSourceProperty("reWriteBatchedInserts", Boolean.toString(rewritingInserts));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.setAutoCommit(autoCommit);
        HikariDataSource pool = new HikariDataSource(config);
        while (pool.getHikariPoolMXBean().getTotalConnections() < size) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return pool;
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
        return text("select " + condition).equals("t");
    }

    /** Brings statistics and disk up to date, so that what was prepared costs nothing later. */
    public void tidy() throws SQLException {
        execute("vacuum analyze");
        execute("checkpoint");
    }

    /** Looks every millisecond until a condition does not hold any more: there is no signal that all contestants give. */
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
        server.drop(name);
    }
}
