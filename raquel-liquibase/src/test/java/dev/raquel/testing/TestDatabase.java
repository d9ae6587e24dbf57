package dev.raquel.testing;

import dev.raquel.liquibase.RaquelChangeLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh, empty database on a real server. Each subclass has a static {@code fresh()} that makes one.
 *
 * <p>The server behind is started by the first {@code fresh()} of a JVM, shared by all that follow, and
 * stopped with the JVM, so a database costs some milliseconds. Closing one drops it; open connections
 * to it do not hinder that.
 *
 * <p>Threads may share it.
 */
public abstract class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String jdbcUrl;
    private final String user;
    private final String password;

    /** For a database that the subclass has created already. */
    protected TestDatabase(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /** The product, for test names and messages. */
    public abstract String name();

    /** Hands out a new connection each time; whoever wants a pool puts one in front. */
    public abstract DataSource dataSource();

    /** Drops the database. */
    @Override
    public abstract void close();

    /** The database's address, complete but for user and password. */
    public final String jdbcUrl() {
        return jdbcUrl;
    }

    /** Who may do anything in this database. */
    public final String user() {
        return user;
    }

    /** The user's password; may be empty. */
    public final String password() {
        return password;
    }

    /** A new connection, in auto-commit mode. */
    public final Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Runs one statement in a connection of its own. */
    public final void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(name() + ": " + sql, e);
        }
    }

    /** Makes the job table with Raquel's change log. */
    public final TestDatabase migrate() {
        ChangeLogs.update(this, RaquelChangeLog.PATH, Map.of());
        return this;
    }

    @Override
    public final String toString() {
        return name() + " at " + jdbcUrl;
    }

    /** A name that no other database of this JVM has. */
    static String uniqueName() {
        return "raquel_" + COUNT.incrementAndGet();
    }
}
