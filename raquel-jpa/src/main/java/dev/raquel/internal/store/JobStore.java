package dev.raquel.internal.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.jpa.JobEntity;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/**
 * Reads and writes rows of the job table: of one job, or of many that are named by their ids or claims. What is to be
 * found first is searched elsewhere: {@link JobSearch} for callers, the package {@code claim} for due and old jobs.
 * Every method runs inside the calling thread's transaction, which must be there. Safe for use by many threads.
 *
 * <p>A {@code boolean} result says whether the row was still as the caller had seen it, and so was written.
 */
public final class JobStore {

    private static final int NO_BATCH = 1;

    private final Database database;
    private final Sessions sessions;
    private final ManyIds manyIds;

    /** Stores jobs in this database. */
    public JobStore(Database database) {
        this.database = database;
        this.sessions = database.sessions();
        this.manyIds = database.traits().manyIds();
    }

    /** Inserts a row, at once: an application's batch size must not hold it back beyond the life of our session. */
    public void insert(JobState job) {
        sessions.with(session -> {
            session.setJdbcBatchSize(NO_BATCH);
            return session.insert(JobEntity.of(job));
        });
    }

    /** Inserts rows of new jobs, together: they must be queued and have had no attempt. */
    public void insertAll(List<JobState> jobs) {
        sessions.with(session -> {
            database.traits().newRows().insert(database, session, jobs);
            return jobs.size();
        });
    }

    /** Expires those of these late jobs that still wait; returns how many. */
    public static int expire(StatelessSession session, List<UUID> ids, long now) {
        return ids.isEmpty()
                ? 0
                : session.createMutationQuery(JobQueries.EXPIRE)
                        .setParameterList("ids", Ids.padded(ids))
                        .setParameter("now", now)
                        .executeUpdate();
    }

    /**
     * Puts those of these jobs back that still are in one of these states; returns how many. Locks them first, in the
     * order of ids: an update of many rows takes them in any order, and rivals could wait for each other.
     */
    public int requeue(List<UUID> ids, Set<JobStatus> from, long now) {
        return sessions.with(session -> {
            session.createQuery(JobQueries.LEASES_BY_ID, Object[].class)
                    .setParameterList("ids", Ids.padded(ids))
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList();
            return session.createMutationQuery(JobQueries.REQUEUE)
                    .setParameterList("ids", Ids.padded(ids))
                    .setParameterList(
                            "from", from.stream().map(JobStatus::column).toList())
                    .setParameter("now", now)
                    .executeUpdate();
        });
    }

    /** Reads a row, without a lock. */
    public Optional<JobState> find(UUID id) {
        return sessions.with(session -> session.createSelectionQuery(JobQueries.FIND, JobEntity.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(JobEntity::values));
    }

    /** Asks for no row: whether the table is there and answers. Returns how many there are, which is none. */
    public int readNothing() {
        return sessions.with(session -> session.createSelectionQuery(JobQueries.NO_JOB, UUID.class)
                .getResultList()
                .size());
    }

    /** Reads the jobs that belong to a claim. */
    public List<ClaimedJob> findClaimed(String token) {
        return sessions.with(session -> session.createSelectionQuery(JobQueries.FIND_CLAIMED, JobEntity.class)
                .setParameter("claimedBy", token)
                .getResultStream()
                .map(row -> new ClaimedJob(row.values()))
                .toList());
    }

    /** Locks a claimed row to the end of the transaction, waiting for whoever holds it now. */
    public boolean lock(ClaimedJob claim) {
        return sessions.with(session -> {
            JobEntity row = session.get(JobEntity.class, claim.id(), LockMode.PESSIMISTIC_WRITE);
            return row != null && Lease.belongs(row.getStatus(), row.getClaimedBy(), claim.token());
        });
    }

    /** Writes what a claimed job becomes, if the claim is still good. */
    public boolean settle(ClaimedJob claim, Transition move) {
        Optional<CommonMove.OfClaim> common = CommonMove.of(claim, move);
        return sessions.with(session -> common.map(job -> settleOne(session, job))
                .orElseGet(() -> written(
                        move(session, JobQueries.SETTLE, claim.id(), move).setParameter("claim", claim.token()))));
    }

    /**
     * Writes what many claimed jobs become, as far as their claims are still good, in as few updates as there are
     * claims and common moves among them.
     *
     * @param jobs the jobs, each once
     * @return how many were written
     */
    public int settleAlike(List<CommonMove.OfClaim> jobs) {
        Map<String, Map<CommonMove, List<UUID>>> alike = jobs.stream()
                .collect(groupingBy(
                        CommonMove.OfClaim::token,
                        groupingBy(CommonMove.OfClaim::move, mapping(CommonMove.OfClaim::id, toList()))));
        return sessions.with(session -> {
            int rows = 0;
            for (Map.Entry<String, Map<CommonMove, List<UUID>>> claim : alike.entrySet()) {
                for (Map.Entry<CommonMove, List<UUID>> group : claim.getValue().entrySet()) {
                    rows += settleAlike(session, claim.getKey(), group.getKey(), group.getValue());
                }
            }
            return rows;
        });
    }

    private int settleAlike(StatelessSession session, String claim, CommonMove move, List<UUID> ids) {
        MutationQuery update =
                common(NativeUpdate.of(database, session, JobQueries.nativeSettleAlike(manyIds)), claim, move);
        return manyIds.bind(update, ids).executeUpdate();
    }

    private boolean settleOne(StatelessSession session, CommonMove.OfClaim job) {
        MutationQuery update = NativeUpdate.of(database, session, JobQueries.nativeSettleOne(manyIds));
        return written(manyIds.bindOne(common(update, job.token(), job.move()), job.id()));
    }

    private static MutationQuery common(MutationQuery update, String claim, CommonMove move) {
        return update.setParameter("claim", claim)
                .setParameter("status", move.status().column())
                .setParameter("attempts", move.attempts())
                .setParameter("claimedAt", move.claimedAt(), Long.class)
                .setParameter("finishedAt", move.finishedAt(), Long.class);
    }

    /** Reads which of these claims are still good. */
    public List<ClaimedJob> stillClaimed(List<ClaimedJob> claims) {
        Map<UUID, String> good = claims.stream()
                .map(ClaimedJob::token)
                .distinct()
                .flatMap(token -> findClaimed(token).stream())
                .collect(Collectors.toMap(ClaimedJob::id, ClaimedJob::token));
        return claims.stream()
                .filter(claim -> claim.token().equals(good.get(claim.id())))
                .toList();
    }

    /** Writes what a waiting or finished job becomes, if nobody has moved it since it was read. */
    public boolean moveUnclaimed(JobState seen, Transition move) {
        return sessions.with(session -> moveUnclaimed(session, seen, move));
    }

    /** Writes what a waiting or finished job becomes in this session, if nobody has moved it since it was read. */
    public static boolean moveUnclaimed(StatelessSession session, JobState seen, Transition move) {
        return written(move(session, JobQueries.MOVE_WAITING, seen.id(), move)
                .setParameter("from", seen.status().column())
                .setParameter("seenAttempts", seen.attempts()));
    }

    /** Writes what a job becomes whose claim was lost, if nobody has taken, settled or renewed it since it was read. */
    public static boolean moveLost(StatelessSession session, JobState seen, Transition move) {
        return written(move(session, JobQueries.MOVE_LOST, seen.id(), move)
                .setParameter("seenClaimedBy", seen.claimedBy(), String.class)
                .setParameter("seenClaimedAt", seen.claimedAt(), Long.class));
    }

    private static MutationQuery move(StatelessSession session, String query, UUID id, Transition move) {
        return session.createMutationQuery(query)
                .setParameter("id", id)
                .setParameter("status", move.status().column())
                .setParameter("scheduledAt", move.scheduledAt())
                .setParameter("attempts", move.attempts())
                .setParameter("failures", move.failures())
                .setParameter("expiresAt", move.expiresAt(), Long.class)
                .setParameter("error", move.error(), String.class)
                .setParameter("errorTrace", move.errorTrace(), String.class)
                .setParameter("claimedBy", move.claimedBy(), String.class)
                .setParameter("claimedAt", move.claimedAt(), Long.class)
                .setParameter("finishedAt", move.finishedAt(), Long.class);
    }

    private static boolean written(MutationQuery update) {
        int rows = update.executeUpdate();
        if (rows > 1) {
            throw new IllegalStateException("An update by id changed " + rows + " rows; the column id must be unique");
        }
        return rows == 1;
    }
}
