package dev.raquel.internal.claim;

import dev.raquel.internal.count.Counted;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.store.Lease;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Keeps claims alive, and takes over those whose node is gone. Every method runs in transactions of its own,
 * which are tried again where rivals get in their way.
 */
public final class Leases {

    private final Database database;
    private final Locking locking;
    private final LifeEvents events;

    /** The leases of jobs in this database. */
    public Leases(Database database, Locking locking, LifeEvents events) {
        this.database = database;
        this.locking = locking;
        this.events = events;
    }

    /**
     * Renews leases, leaving out rows that somebody has locked.
     *
     * @param held the claims' tokens by the ids of their jobs
     * @param now the database's time
     * @return the jobs that turned out to belong to somebody else
     */
    public Set<UUID> renew(Map<UUID, String> held, long now) {
        RowLocks locks = locking.locks();
        return database.callRetrying(session -> {
            Set<UUID> lost = new HashSet<>();
            List<UUID> ours = new ArrayList<>();
            for (Lease lease : locks.lockLeases(session, List.copyOf(held.keySet()))) {
                boolean stillOurs = lease.belongsTo(held.get(lease.id()));
                (stillOurs ? ours : lost).add(lease.id());
            }
            if (!ours.isEmpty()) {
                List<String> claims = ours.stream().map(held::get).distinct().toList();
                renew(session, ours, claims, now);
            }
            return lost;
        });
    }

    /** Renews one lease; says whether the row could be locked, and still is this claim's. */
    public boolean renewOne(UUID id, String token, long now) {
        RowLocks locks = locking.locks();
        return database.callRetrying(session -> {
            boolean ours = locks.lockLeases(session, List.of(id)).stream().anyMatch(lease -> lease.belongsTo(token));
            if (ours) {
                renew(session, List.of(id), List.of(token), now);
            }
            return ours;
        });
    }

    /**
     * Fails jobs whose lease has run out and whose row is not locked, as if they had failed when they were last known
     * to be alive; those that say no time are taken for very old. Looks at all of them, a page after the other, each in
     * a transaction of its own.
     *
     * @param before leases written at this time or earlier have run out
     * @param queues where to look; empty for everywhere
     * @param pageSize how many jobs to look at in one transaction
     * @return the jobs as they are now
     */
    public List<JobState> reclaim(long before, List<String> queues, int pageSize) {
        List<JobState> reclaimed = new ArrayList<>();
        Takeover takeover = new Takeover(this, before, queues, pageSize);
        while (!takeover.isOver()) {
            reclaimed.addAll(takeover.next());
        }
        return reclaimed;
    }

    /** A walk that does the same in all queues, a page each time it is told. */
    public Takeover takeover(long before, int pageSize) {
        return new Takeover(this, before, List.of(), pageSize);
    }

    /** Renews leases that still are these claims', as the update finds them: not every database could lock the rows. */
    static void renew(StatelessSession session, List<UUID> ids, List<String> claims, long now) {
        session.createMutationQuery(JobQueries.RENEW)
                .setParameterList("ids", Ids.padded(ids))
                .setParameterList("claims", Ids.padded(claims))
                .setParameter("now", now)
                .executeUpdate();
    }

    List<Lease> page(LostSearch search, @Nullable Lease after) {
        return database.callRetrying(session -> search.page(session, after));
    }

    List<JobState> reclaim(List<Lease> page, long before) {
        RowLocks locks = locking.locks();
        List<UUID> ids = page.stream().map(Lease::id).toList();
        List<JobState> reclaimed = database.callRetrying(session -> {
            List<JobState> lost = locks.lockJobs(session, ids).stream()
                    .filter(job -> Lifecycle.hasRunOut(job, before))
                    .filter(job -> JobStore.moveLost(session, job, Lifecycle.lose(job)))
                    .toList();
            events.afterCommit(lost, Lifecycle::lose, database.transactions());
            return lost.stream().map(job -> job.after(Lifecycle.lose(job))).toList();
        });
        reclaimed.forEach(job -> events.counters().count(job.queue(), Counted.RECLAIMED));
        return reclaimed;
    }
}
