package dev.raquel.cdi.it.redeploy.application;

import dev.raquel.JobInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A row for each time that a job's work was done, in the table of its queue. */
@ApplicationScoped
public class Effects {

    void write(JobInfo job, int millis) {
        try (var connection = dataSource().getConnection();
                var insert = connection.prepareStatement(
                        "insert into effect_" + job.queue() + " (job) select ? from pg_sleep(?)")) {
            insert.setObject(1, job.id());
            insert.setDouble(2, millis / 1000.0);
            insert.executeUpdate();
        } catch (SQLException | NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource dataSource() throws NamingException {
        return InitialContext.doLookup("java:app/jdbc/orders");
    }
}
