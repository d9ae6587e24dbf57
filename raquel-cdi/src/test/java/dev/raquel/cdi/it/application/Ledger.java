package dev.raquel.cdi.it.application;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;

/** Writes accounts by plain JDBC. */
@ApplicationScoped
@NullUnmarked
public class Ledger {

    @Resource(lookup = "java:app/jdbc/accounts")
    private DataSource dataSource;

    public void open(String name) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("insert into account (name, welcomed) values (?, false)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
