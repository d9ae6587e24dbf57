package dev.raquel.fault.site;

import dev.raquel.testing.TestDatabase;
import java.net.URI;

/** A database on a server that other tests use, too, and that is never stopped. */
public final class SharedSite extends Site {

    private final TestDatabase database;

    /** Makes the tables. */
    public SharedSite(TestDatabase database) {
        this.database = database;
        database.migrate();
        createTables();
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public int port() {
        return address().getPort();
    }

    @Override
    public String user() {
        return database.user();
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public String url(int atPort) {
        return DriverSettings.withTimeouts(database.jdbcUrl().replace(":" + port() + "/", ":" + atPort + "/"));
    }

    @Override
    public void close() {
        database.close();
    }

    private URI address() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }
}
