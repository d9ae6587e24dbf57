package dev.raquel.benchmarks.loop;

import dev.raquel.benchmarks.loop.Statements.Due;
import dev.raquel.benchmarks.throughput.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Locks due jobs, handles and settles them, all in one transaction: two statements and one commit for many jobs.
 *
 * @param jobs how many share a transaction
 * @param batch whether one handler gets all of them, or one after the other
 */
public record SharedTransaction(int jobs, boolean batch) implements Turn {

    @Override
    public boolean take(Commits transactions, DataSource pool, Work work, String token) throws SQLException {
        Statements statements = new Statements(transactions.connection());
        List<Due> due = statements.lockDue(jobs);
        if (!due.isEmpty()) {
            handle(due, transactions.connection(), work);
            statements.settleLocked(due, token);
        }
        transactions.commit();
        return !due.isEmpty();
    }

    private void handle(List<Due> due, Connection connection, Work work) throws SQLException {
        if (batch) {
            work.withinAll(connection, due.stream().map(Due::number).toList());
            return;
        }
        for (Due job : due) {
            work.within(connection, job.number());
        }
    }
}
