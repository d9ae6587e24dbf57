package dev.raquel.testing;

import javax.sql.DataSource;

/** PostgreSQL; its {@code fresh()} is the newest version that we test on. */
public final class PostgresDatabase extends TestDatabase {

    private final PostgresServer server;
    private final String database;
    private final DataSource dataSource;

    PostgresDatabase(PostgresServer server, String database) {
        super(server.url(database), "postgres", "postgres");
        this.server = server;
        this.database = database;
        this.dataSource = server.dataSource(database);
    }

    /** A new database on the shared server. */
    public static PostgresDatabase fresh() {
        return PostgresServer.newest().fresh();
    }

    @Override
    public String name() {
        return "PostgreSQL " + server.majorVersion();
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        server.drop(database);
    }
}
