package dev.raquel.benchmarks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, as durable as one is by default, started here and stopped with this. The same for all contestants.
 */
public final class Server implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on", // the embedding starts it without, for tests
            "synchronous_commit", "on", // likewise
            "full_page_writes", "on",
            "shared_buffers", "1GB",
            "max_wal_size", "8GB", // no checkpoint falls into a round
            "checkpoint_timeout", "1h",
            "max_connections", "200");

    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static Server start() throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SETTINGS.forEach(builder::setServerConfig);
        Server server = new Server(builder.start());
        try (Database database = server.fresh()) {
            for (var setting : SETTINGS.entrySet()) {
                String value = database.text("show " + setting.getKey());
                if (!value.equals(setting.getValue())) {
                    throw new IllegalStateException(setting.getKey() + " is " + value);
                }
            }
        }
        return server;
    }

    /** A new, empty database, so that nobody pays for what others left behind. */
    public Database fresh() throws SQLException {
        String name = "round" + databases.incrementAndGet();
        execute("create database " + name);
        return new Database(name, postgres.getJdbcUrl("postgres", name), this);
    }

    void drop(String database) throws SQLException {
        execute("drop database " + database + " with (force)");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
