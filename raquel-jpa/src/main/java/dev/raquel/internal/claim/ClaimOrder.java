package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.QueueNames;
import dev.raquel.internal.store.DueOrder;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;

/**
 * What to claim: up to {@code limit} jobs of a queue that are scheduled from {@code dueFrom} to {@code dueBy}, under
 * this token, without those to be avoided. Jobs past their deadline become expired if {@code expiring}, and are passed
 * over otherwise.
 */
public record ClaimOrder(
        String queue, int limit, String token, List<UUID> avoided, long dueFrom, long dueBy, boolean expiring) {

    /** Jobs that are due at this time, as a dispatcher claims them. */
    public static ClaimOrder of(String queue, int limit, String token, List<UUID> avoided, long now) {
        return new ClaimOrder(queue, limit, token, avoided, 0, now, true);
    }

    /** This order without jobs that are scheduled before a time, which is 0 or later. */
    public ClaimOrder startingAt(long time) {
        return new ClaimOrder(queue, limit, token, avoided, time, dueBy, expiring);
    }

    /** Whether a job is due and wanted. The same condition as in the queries. */
    public boolean matches(JobState job, long now) {
        return job.waits()
                && QueueNames.mayCompareEqual(job.queue(), queue)
                && job.scheduledAt() >= dueFrom
                && job.scheduledAt() <= dueBy
                && !avoided.contains(job.id())
                && (expiring || !Lifecycle.isTooOld(job, now));
    }

    /** The search for due jobs, in this order, that begins with this selection. */
    <T> Query<T> query(StatelessSession session, DueOrder by, String selection, Class<T> type, long now) {
        String due = JobQueries.due(selection, dueFrom > 0, !avoided.isEmpty(), expiring, by);
        Query<T> query =
                session.createQuery(due, type).setParameter("queue", queue).setParameter("dueBy", dueBy);
        if (dueFrom > 0) {
            query.setParameter("dueFrom", dueFrom);
        }
        if (!avoided.isEmpty()) {
            query.setParameterList("avoided", Ids.padded(avoided));
        }
        if (!expiring) {
            query.setParameter("now", now);
        }
        return query;
    }
}
