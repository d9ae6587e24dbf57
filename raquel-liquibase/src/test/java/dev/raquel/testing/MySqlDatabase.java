package dev.raquel.testing;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/** MySQL 8.0. Its databases have latin1 as their default, so that nothing works only by a friendly default. */
public final class MySqlDatabase extends TestDatabase {

    private final String database;
    private final MysqlDataSource dataSource = new MysqlDataSource();

    private MySqlDatabase(String database) {
        super(url(database), "root", "");
        this.database = database;
        dataSource.setUrl(jdbcUrl());
        dataSource.setUser(user());
        dataSource.setPassword(password());
    }

    /**
     * A new database on the shared server. Where MySQL cannot run, the test is skipped and the message says
     * what to install. Call it before each test, not before all: a class that is skipped shows in no count.
     */
    public static MySqlDatabase fresh() {
        var name = uniqueName();
        execute(url(""), "create database " + name + " character set latin1");
        return new MySqlDatabase(name);
    }

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        execute(url(""), "drop database if exists " + database);
    }

    private static String url(String database) {
        return "jdbc:mysql://localhost:" + MySqlServer.running().port() + "/" + database
                + "?useSSL=false&allowPublicKeyRetrieval=true";
    }

    private static void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
