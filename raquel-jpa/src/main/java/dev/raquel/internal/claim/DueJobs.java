package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.store.ManyIds;
import dev.raquel.internal.store.NativeUpdate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.Query;

/**
 * What all ways to claim have in common: the search for due jobs, and the update that takes those which are locked. Its
 * methods run in the transaction of the session that they are given.
 *
 * @param database which has the jobs
 * @param clock the database's time
 */
public record DueJobs(Database database, InstantSource clock) {

    /** The search for due jobs that begins with this selection, in the order by which they are taken. */
    <T> Query<T> search(StatelessSession session, ClaimOrder order, String selection, Class<T> type, long now) {
        return order.query(session, database.traits().dueOrder(), selection, type, now);
    }

    /** The ids of so many due jobs, whose rows are not locked. */
    List<UUID> candidates(StatelessSession session, ClaimOrder order, long now, int limit) {
        return search(session, order, JobQueries.IDS, UUID.class, now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Makes locked jobs ours; those past their deadline become expired instead. */
    Claimed take(StatelessSession session, List<JobState> locked, ClaimOrder order, long now) {
        long leaseBegin = leaseBegin(now);
        List<ClaimedJob> claims = new ArrayList<>(locked.size());
        List<JobState> expired = new ArrayList<>();
        for (JobState job : locked) {
            if (Lifecycle.isTooOld(job, now)) { // passed over by the search, unless they are to expire
                expired.add(job.after(Lifecycle.expire(job, now)));
            } else {
                claims.add(new ClaimedJob(job.after(Lifecycle.claim(job, order.token(), leaseBegin))));
            }
        }
        JobStore.expire(session, expired.stream().map(JobState::id).toList(), now);
        if (!claims.isEmpty()) {
            write(session, claims, order, leaseBegin);
        }
        return new Claimed(claims, locked.size(), expired);
    }

    private void write(StatelessSession session, List<ClaimedJob> claims, ClaimOrder order, long leaseBegin) {
        ManyIds form = database.traits().manyIds();
        MutationQuery update = NativeUpdate.of(database, session, JobQueries.nativeClaimLocked(form))
                .setParameter("claimedBy", order.token())
                .setParameter("now", leaseBegin);
        int rows =
                form.bind(update, claims.stream().map(ClaimedJob::id).toList()).executeUpdate();
        if (rows != claims.size()) {
            throw new IllegalStateException(
                    "A claim locked " + claims.size() + " rows of queue '" + order.queue() + "' but changed " + rows);
        }
    }

    /** The time at which jobs are taken by a claim that was begun at this one. */
    long leaseBegin(long now) {
        return Math.max(now, clock.millis());
    }
}
