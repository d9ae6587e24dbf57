package dev.raquel.cdi.it.application;

import dev.raquel.liquibase.RaquelChangeLog;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.NullUnmarked;

/** Brings the tables up to date when the application starts. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@NullUnmarked
public class Tables {

    @Resource(lookup = "java:app/jdbc/accounts")
    private DataSource dataSource;

    @PostConstruct
    void update() {
        try {
            makeTables();
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException("The tables cannot be made", e);
        }
    }

    private void makeTables() throws SQLException, LiquibaseException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists account (name varchar(100) primary key, welcomed boolean not null)");
        }
        try (var liquibase = new Liquibase(
                RaquelChangeLog.PATH,
                new ClassLoaderResourceAccessor(Tables.class.getClassLoader()),
                new JdbcConnection(dataSource.getConnection()))) {
            liquibase.update();
        }
    }
}
