package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.jpa.JobEntity;
import java.util.List;

/**
 * One statement finds and locks the first due jobs that nobody else has locked; another one takes them. For
 * databases that lock just the rows which a locking query returns.
 */
public record SingleStatement(DueJobs jobs) implements ClaimStrategy {

    @Override
    public Claimed claim(ClaimOrder order, long now) {
        return jobs.database().call(session -> {
            List<JobState> due = RowLocks.ByDialect.skipLocked(
                            jobs.search(session, order, JobQueries.JOBS, JobEntity.class, now))
                    .setMaxResults(order.limit())
                    .getResultList()
                    .stream()
                    .map(JobEntity::values)
                    .toList();
            return jobs.take(session, due, order, now);
        });
    }
}
