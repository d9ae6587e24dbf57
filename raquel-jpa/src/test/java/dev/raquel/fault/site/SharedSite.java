package dev.raquel.fault.site;

import dev.raquel.fault.node.NodeSettings;
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
        String url = database.jdbcUrl().replace(":" + port() + "/", ":" + atPort + "/");
        String timeout = "socketTimeout=" + NodeSettings.SOCKET_TIMEOUT.toMillis();
        return url + (url.contains("?") ? "&" : "?") + timeout;
    }

    @Override
    public void close() {
        database.close();
    }

    private URI address() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }
}
