package dev.raquel.internal.claim;

import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.JobStore;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Expires waiting jobs that are past their deadline. Every method runs in transactions of its own, which are tried
 * again where rivals get in their way.
 */
public final class Expiry {

    private static final int FIRST = 500;
    private static final Late BEFORE_ALL = new Late(new UUID(0, 0), -1);

    private final Database database;
    private final Locking locking;
    private final LifeEvents events;

    /** Expires jobs in this database. */
    public Expiry(Database database, Locking locking, LifeEvents events) {
        this.database = database;
        this.locking = locking;
        this.events = events;
    }

    /**
     * Expires all late jobs of a queue that nobody has locked, a page after the other, each in a transaction of its
     * own.
     *
     * @param queue the queue
     * @param now the database's time
     * @param pageSize how many jobs to look at in one transaction
     * @return how many expired
     */
    public long expire(String queue, long now, int pageSize) {
        long expired = 0;
        Late last = BEFORE_ALL;
        List<Late> page;
        do {
            page = page(queue, now, now, last, pageSize);
            if (!page.isEmpty()) {
                expired += expire(page, now);
                last = page.get(page.size() - 1);
            }
        } while (page.size() == pageSize);
        return expired;
    }

    /** Expires the first late jobs of a queue among those due by a time: a claim that has met one may meet many. */
    void expireFirst(String queue, long dueBy, long now) {
        List<Late> page = page(queue, dueBy, now, BEFORE_ALL, FIRST);
        if (!page.isEmpty()) {
            expire(page, now);
        }
    }

    private List<Late> page(String queue, long dueBy, long now, Late after, int size) {
        return database.callRetrying(session -> session.createSelectionQuery(
                        JobQueries.tooOldAfter(database.traits().dueOrder()), Object[].class)
                .setParameter("queue", queue)
                .setParameter("dueBy", dueBy)
                .setParameter("now", now)
                .setParameter("time", after.dueAt())
                .setParameter("id", after.id())
                .setMaxResults(size)
                .getResultStream()
                .map(row -> new Late((UUID) row[0], (Long) row[1]))
                .toList());
    }

    private int expire(List<Late> page, long now) {
        RowLocks locks = locking.locks();
        List<UUID> ids = page.stream().map(Late::id).toList();
        return database.callRetrying(session -> {
            List<JobState> late = locks.lockJobs(session, ids).stream()
                    .filter(job -> Lifecycle.isTooOld(job, now))
                    .toList();
            List<JobState> expired = expire(session, locks, late, now);
            events.afterCommit(expired, job -> Lifecycle.expire(job, now), database.transactions());
            return expired.size();
        });
    }

    private static List<JobState> expire(StatelessSession session, RowLocks locks, List<JobState> late, long now) {
        if (locks instanceof RowLocks.None) { // they were only read, and may have moved since
            return late.stream()
                    .filter(job -> JobStore.moveUnclaimed(session, job, Lifecycle.expire(job, now)))
                    .toList();
        }
        JobStore.expire(session, late.stream().map(JobState::id).toList(), now);
        return late;
    }

    private record Late(UUID id, long dueAt) {}
}
