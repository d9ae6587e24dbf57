package dev.raquel.benchmarks.inside.app;

import dev.raquel.benchmarks.database.Console;
import dev.raquel.benchmarks.loop.JobsTable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes the table before anybody looks for jobs. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource pool;

    @PostConstruct
    void create() {
        try (Console console = new Console(pool.getConnection())) {
            JobsTable.create(console);
        } catch (SQLException failed) {
            throw new IllegalStateException("No table", failed);
        }
    }
}
