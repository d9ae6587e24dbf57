package dev.raquel.benchmarks.loop;

import dev.raquel.benchmarks.loop.Statements.Due;
import dev.raquel.benchmarks.throughput.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Claims 50 in a transaction of their own; then for each job: the handler, the guarded update that settles it, a
 * commit.
 *
 * @param locking whether each job's transaction begins by locking its row
 */
public record CommitPerJob(boolean locking) implements Turn {

    private static final int CLAIMED_AT_A_TIME = 50;

    @Override
    public boolean take(Commits transactions, DataSource pool, Work work, String token) throws SQLException {
        List<Due> jobs = new Statements(transactions.connection()).claim(CLAIMED_AT_A_TIME, token);
        transactions.commit();
        for (Due job : jobs) {
            Connection connection = transactions.connection();
            Statements statements = new Statements(connection);
            if (locking) {
                statements.lock(job, token);
            }
            work.within(connection, job.number());
            statements.settle(job, token);
            transactions.commit();
        }
        return !jobs.isEmpty();
    }
}
