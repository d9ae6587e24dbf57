package dev.raquel.fault.site;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A database with the job table and those of the fault tests. Threads may share it. */
public abstract class Site implements AutoCloseable {

    /** The product. */
    public abstract String name();

    /** On this machine. */
    public abstract int port();

    public abstract String user();

    public abstract String password();

    /** Its address at another port, with the timeouts without which a driver would wait for an answer for ever. */
    public abstract String url(int atPort);

    /** The same, with a database that ends the transactions of clients of which it hears nothing. */
    public final String forgettingUrl(int atPort) {
        return DriverSettings.withForgetting(url(atPort));
    }

    @Override
    public abstract void close();

    /** A connection that no fault of the tests gets in the way of, but a stop of the database. */
    public final Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port()), user(), password());
    }

    /** Runs statements, each in a transaction of its own. */
    public final void execute(String... statements) {
        try (Connection connection = connect()) {
            for (String sql : statements) {
                connection.createStatement().execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name(), e);
        }
    }

    /** The number that a query returns. */
    public final long count(String sql) {
        try (Connection connection = connect();
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    final void createTables() {
        execute(
                "create table fault_orders (job bigint not null)",
                "create table fault_effects (job bigint not null, attempt int not null)",
                "create index fault_effects_job on fault_effects (job)");
    }
}
