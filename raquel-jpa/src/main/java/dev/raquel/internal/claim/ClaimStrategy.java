package dev.raquel.internal.claim;

import dev.raquel.CommitFailedException;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.store.ManyIds;
import dev.raquel.internal.store.NativeUpdate;
import dev.raquel.jpa.JobEntity;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * Takes due jobs of one queue, in transactions of its own. Which of the three ways is right depends on how the database
 * locks; {@link Locking} finds out.
 */
public sealed interface ClaimStrategy {

    /** The right one for a database that locks like this. */
    static ClaimStrategy of(Locking locking, Database database, InstantSource clock) {
        RowLocks locks = locking.locks();
        if (locks instanceof RowLocks.None) {
            return new OneByOne(database, clock);
        }
        if (locks instanceof RowLocks.ByDialect && database.traits().locksJustWhatItReturns()) {
            return new SingleStatement(database, clock);
        }
        return new CandidatesThenLock(database, clock, locks);
    }

    /**
     * Takes jobs. Their leases begin when they are taken, which may be long after this was called: whoever claims may
     * have to wait for a connection or a lock.
     *
     * @param order what to take
     * @param now the database's time in milliseconds
     * @return what was taken; jobs found past their deadline have become expired
     */
    Claimed claim(ClaimOrder order, long now);

    /**
     * One statement finds and locks the first due jobs that nobody else has locked; another one takes them. For
     * databases that lock just the rows which a locking query returns.
     */
    record SingleStatement(Database database, InstantSource clock) implements ClaimStrategy {

        @Override
        public Claimed claim(ClaimOrder order, long now) {
            return database.call(session -> {
                List<JobState> due = RowLocks.ByDialect.skipLocked(order.query(
                                session, database.traits().dueOrder(), JobQueries.JOBS, JobEntity.class, now))
                        .setMaxResults(order.limit())
                        .getResultList()
                        .stream()
                        .map(JobEntity::values)
                        .toList();
                return take(database, session, due, order, now, clock);
            });
        }
    }

    /**
     * Reads the ids of more candidates than needed, without locks, then locks by id, a few at a time, until there are
     * enough; if others have locked all of them, reads on, so that a transaction which holds the first rows for long
     * does not hide those behind them. For databases that lock more rows than a locking query returns, or the gaps
     * between them.
     */
    record CandidatesThenLock(Database database, InstantSource clock, RowLocks locks) implements ClaimStrategy {

        private static final int CANDIDATES_PER_JOB = 4;
        private static final int MOST_CANDIDATES = 4_096;

        @Override
        public Claimed claim(ClaimOrder order, long now) {
            Set<UUID> tried = new HashSet<>();
            int most = order.limit() * CANDIDATES_PER_JOB;
            while (true) {
                int limit = most;
                List<UUID> found = database.call(session -> candidates(database, session, order, now, limit));
                List<UUID> candidates = found.stream().filter(tried::add).toList();
                Claimed claimed = candidates.isEmpty() ? Claimed.NONE : lock(candidates, order, now);
                if (claimed.taken() > 0 || found.size() < limit || limit >= MOST_CANDIDATES) {
                    return claimed;
                }
                most = limit * CANDIDATES_PER_JOB;
            }
        }

        /** Locks a few first, and more at a time as long as all of them are locked by others. */
        private Claimed lock(List<UUID> candidates, ClaimOrder order, long now) {
            return database.call(session -> {
                List<JobState> due = new ArrayList<>();
                int few = order.limit();
                for (int from = 0; from < candidates.size() && due.size() < order.limit(); from += few) {
                    few = due.isEmpty() ? Math.max(few, from) : order.limit();
                    int to = Math.min(candidates.size(), from + few);
                    lockStillDue(session, candidates.subList(from, to), order, now).stream()
                            .limit(order.limit() - due.size())
                            .forEach(due::add);
                }
                return take(database, session, due, order, now, clock);
            });
        }

        private List<JobState> lockStillDue(StatelessSession session, List<UUID> ids, ClaimOrder order, long now) {
            Map<UUID, JobState> locked = new HashMap<>();
            for (JobState job : locks.lockJobs(session, ids)) {
                if (order.matches(job, now)) {
                    locked.put(job.id(), job);
                }
            }
            return ids.stream().filter(locked::containsKey).map(locked::get).toList();
        }
    }

    /**
     * Takes one candidate after the other, each by an update that repeats the condition, each in a transaction of its
     * own. For databases without {@code SKIP LOCKED}: correct, but it waits for rows that others have locked.
     */
    record OneByOne(Database database, InstantSource clock) implements ClaimStrategy {

        private static final Logger LOG = System.getLogger("dev.raquel");

        @Override
        public Claimed claim(ClaimOrder order, long now) {
            List<UUID> candidates = database.call(session -> candidates(database, session, order, now, order.limit()));
            List<ClaimedJob> claims = new ArrayList<>();
            List<JobState> expired = new ArrayList<>();
            for (UUID id : candidates) {
                try {
                    Claimed one = database.call(session -> take(session, id, order, now));
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
                    .setParameter("now", leaseBegin(now, clock))
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
            return new ClaimedJob(
                    new RowLocks.None().lockJobs(session, List.of(id)).get(0));
        }
    }

    private static List<UUID> candidates(
            Database database, StatelessSession session, ClaimOrder order, long now, int limit) {
        return order.query(session, database.traits().dueOrder(), JobQueries.IDS, UUID.class, now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Makes locked jobs ours; those past their deadline become expired instead. */
    private static Claimed take(
            Database database,
            StatelessSession session,
            List<JobState> locked,
            ClaimOrder order,
            long now,
            InstantSource clock) {
        long leaseBegin = leaseBegin(now, clock);
        List<ClaimedJob> claims = new ArrayList<>(locked.size());
        List<JobState> expired = new ArrayList<>();
        for (JobState job : locked) {
            if (Lifecycle.isTooOld(job, now)) { // passed over by the search, unless they are to expire
                expired.add(job.after(Lifecycle.expire(job, now)));
            } else {
                claims.add(claimed(job, order, leaseBegin));
            }
        }
        JobStore.expire(session, expired.stream().map(JobState::id).toList(), now);
        if (!claims.isEmpty()) {
            ManyIds form = database.traits().manyIds();
            MutationQuery update = NativeUpdate.of(database, session, JobQueries.nativeClaimLocked(form))
                    .setParameter("claimedBy", order.token())
                    .setParameter("now", leaseBegin);
            int rows = form.bind(update, claims.stream().map(ClaimedJob::id).toList())
                    .executeUpdate();
            if (rows != claims.size()) {
                throw new IllegalStateException("A claim locked " + claims.size() + " rows of queue '" + order.queue()
                        + "' but changed " + rows);
            }
        }
        return new Claimed(claims, locked.size(), expired);
    }

    /** The time at which jobs are taken by a claim that was begun at this one. */
    private static long leaseBegin(long now, InstantSource clock) {
        return Math.max(now, clock.millis());
    }

    private static ClaimedJob claimed(JobState job, ClaimOrder order, long leaseBegin) {
        Transition move = Lifecycle.claim(job, order.token(), leaseBegin);
        return new ClaimedJob(job.after(move));
    }
}
