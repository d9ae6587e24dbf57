package dev.raquel.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** PostgreSQL, the version that the build names. */
public final class PostgresDatabase extends TestDatabase {

    private final String database;
    private final DataSource dataSource;

    private PostgresDatabase(String database) {
        super(Server.RUNNING.getJdbcUrl("postgres", database), "postgres", "postgres");
        this.database = database;
        this.dataSource = Server.RUNNING.getDatabase("postgres", database);
    }

    /** A new database on the shared server. */
    public static PostgresDatabase fresh() {
        var name = uniqueName();
        Server.execute("create database " + name);
        return new PostgresDatabase(name);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        Server.execute("drop database if exists " + database + " with (force)");
    }

    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void execute(String sql) {
            try (var connection = RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
