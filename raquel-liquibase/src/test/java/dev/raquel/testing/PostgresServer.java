package dev.raquel.testing;

import static java.util.Objects.requireNonNull;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A running PostgreSQL, stopped with the JVM. */
final class PostgresServer {

    private final EmbeddedPostgres server;

    private PostgresServer(@Nullable PgBinaryResolver binaries) {
        try {
            var builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "200");
            if (binaries != null) {
                builder.setPgBinaryResolver(binaries);
            }
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version whose artifact is on the class path. */
    static PostgresServer newest() {
        return Newest.RUNNING;
    }

    /** The version that the build lays beside this class. */
    static PostgresServer oldest() {
        return Oldest.RUNNING;
    }

    /** A new database on this server. */
    PostgresDatabase fresh() {
        var name = TestDatabase.uniqueName();
        execute("create database " + name);
        return new PostgresDatabase(this, name);
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    DataSource dataSource(String database) {
        return server.getDatabase("postgres", database);
    }

    /** As the server says. */
    int majorVersion() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Newest {
        static final PostgresServer RUNNING = new PostgresServer(null);
    }

    private static final class Oldest {
        static final PostgresServer RUNNING = new PostgresServer((system, machine) -> requireNonNull(
                PostgresServer.class.getResourceAsStream("postgres-oldest-linux-x86_64.txz"),
                "Not laid there by the build: run Maven's generate-test-resources"));
    }
}
