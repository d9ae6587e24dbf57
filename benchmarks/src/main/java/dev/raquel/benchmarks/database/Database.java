package dev.raquel.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL database for one round, dropped afterwards. */
public final class Database extends Console {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String name;
    private final String url;
    private final Server server;

    Database(String name, String url, Server server) throws SQLException {
        super(DriverManager.getConnection(url));
        this.name = name;
        this.url = url;
        this.server = server;
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

    @Override
    public void close() throws SQLException {
        super.close();
        server.drop(name);
    }
}
