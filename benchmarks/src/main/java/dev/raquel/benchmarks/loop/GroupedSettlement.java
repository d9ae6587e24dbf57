package dev.raquel.benchmarks.loop;

import dev.raquel.benchmarks.loop.Statements.Due;
import dev.raquel.benchmarks.throughput.Work;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Claims a batch in one short transaction, runs the handlers without any, settles the batch by one guarded update.
 *
 * @param batch how many jobs
 */
public record GroupedSettlement(int batch) implements Turn {

    @Override
    public boolean take(Commits transactions, DataSource pool, Work work, String token) throws SQLException {
        List<Due> jobs = new Statements(transactions.connection()).claim(batch, token);
        transactions.commit();
        if (jobs.isEmpty()) {
            return false;
        }
        transactions.release(); // the handlers need connections of their own
        for (Due job : jobs) {
            work.alone(pool, job.number());
        }
        new Statements(transactions.connection()).settleAll(jobs, token);
        transactions.commit();
        return true;
    }
}
