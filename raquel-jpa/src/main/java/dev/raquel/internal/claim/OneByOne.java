package dev.raquel.internal.claim;

import dev.raquel.CommitFailedException;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.JobStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Takes one candidate after the other, each by an update that repeats the condition, each in a transaction of its
 * own. For databases without {@code SKIP LOCKED}: correct, but it waits for rows that others have locked.
 */
public record OneByOne(DueJobs jobs) implements ClaimStrategy {

    private static final Logger LOG = System.getLogger("dev.raquel");

    @Override
    public Claimed claim(ClaimOrder order, long now) {
        List<UUID> candidates = jobs.database().call(session -> jobs.candidates(session, order, now, order.limit()));
        List<ClaimedJob> claims = new ArrayList<>();
        List<JobState> expired = new ArrayList<>();
        for (UUID id : candidates) {
            try {
                Claimed one = jobs.database().call(session -> take(session, id, order, now));
                claims.addAll(one.claims());
                expired.addAll(one.expired());
            } catch (CommitFailedException inDoubt) {
                throw inDoubt; // whoever looks for what became of it finds those before it too
            } catch (RuntimeException failure) {
                if (claims.isEmpty() && expired.isEmpty()) {
                    throw failure;
                }
                logCutShort(order, claims.size() + expired.size(), failure);
                break; // those before it are ours or expired already, and only their answer tells anybody
            }
        }
        return new Claimed(claims, claims.size() + expired.size(), expired);
    }

    /** What does not go away meets the next claim with its first job, and comes out of that one. */
    private static void logCutShort(ClaimOrder order, int taken, RuntimeException failure) {
        LOG.log(
                Level.DEBUG,
                "A claim from queue '" + order.queue() + "' ends after " + taken + " of " + order.limit() + " jobs",
                failure);
    }

    private Claimed take(StatelessSession session, UUID id, ClaimOrder order, long now) {
        List<JobState> seen = new RowLocks.None().lockJobs(session, List.of(id));
        if (seen.isEmpty() || !order.matches(seen.get(0), now)) {
            return Claimed.NONE;
        }
        JobState job = seen.get(0);
        if (Lifecycle.isTooOld(job, now)) {
            Transition expire = Lifecycle.expire(job, now);
            return JobStore.moveUnclaimed(session, job, expire)
                    ? new Claimed(List.of(), 1, List.of(job.after(expire)))
                    : Claimed.NONE;
        }
        int rows = session.createMutationQuery(JobQueries.CLAIM_IF_DUE)
                .setParameter("claimedBy", order.token())
                .setParameter("now", jobs.leaseBegin(now))
                .setParameter("id", job.id())
                .setParameter("queue", order.queue())
                .setParameter("dueBy", order.dueBy())
                .executeUpdate();
        return rows == 1 ? new Claimed(List.of(taken(session, id)), 1, List.of()) : Claimed.NONE;
    }

    /**
     * The row as it is now that it is ours: since it was read before, others may have run the job and put it back.
     */
    private static ClaimedJob taken(StatelessSession session, UUID id) {
        return new ClaimedJob(new RowLocks.None().lockJobs(session, List.of(id)).get(0));
    }
}
