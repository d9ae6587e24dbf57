package dev.raquel.internal.claim;

import dev.raquel.JobStatus;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Lease;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs page by page along the primary key, and deletes those that ended long ago. Every method runs in
 * transactions of its own. Safe for use by many threads.
 */
public final class FinishedJobs {

    private static final int SECONDS = 5;

    private final Database database;
    private final Locking locking;

    /** Reads and deletes jobs in this database. */
    public FinishedJobs(Database database, Locking locking) {
        this.database = database;
        this.locking = locking;
    }

    /** What a job's row says of its end; the state is a word of the column, which may be anybody's. */
    public record End(UUID id, String status, @Nullable Long finishedAt) {}

    /**
     * The next jobs in the order of ids. Locks nothing.
     *
     * @param after those behind this id; null for the first ones
     * @param last those up to this id, which must be given for the first ones; null for all that follow
     * @param size how many at most
     */
    public List<End> page(@Nullable UUID after, @Nullable UUID last, int size) {
        return database.callRetrying(session -> {
            String search = after == null
                    ? JobQueries.ENDS_UP_TO
                    : last == null ? JobQueries.ENDS_AFTER : JobQueries.ENDS_BETWEEN;
            SelectionQuery<Object[]> query =
                    session.createSelectionQuery(search, Object[].class).setMaxResults(size);
            if (after != null) {
                query.setParameter("after", after);
            }
            if (last != null) {
                query.setParameter("last", last);
            }
            return query.getResultStream()
                    .map(row -> new End((UUID) row[0], (String) row[1], (Long) row[2]))
                    .toList();
        });
    }

    /**
     * Deletes those of these jobs that still are in one of these states and ended no later than that state's time; rows
     * that somebody has locked are left out. Fails if that takes longer than some seconds, since somebody else deletes
     * what refers to them, or the database searches for it.
     *
     * @return how many were deleted
     */
    public int delete(List<UUID> ids, Map<JobStatus, Long> endedBy) {
        RowLocks locks = locking.locksToDelete();
        return database.call(session -> {
            List<UUID> ours =
                    locks.lockLeases(session, ids).stream().map(Lease::id).toList();
            return ours.isEmpty()
                    ? 0
                    : endedBy.entrySet().stream()
                            .mapToInt(state -> delete(session, ours, state.getKey(), state.getValue()))
                            .sum();
        });
    }

    private static int delete(StatelessSession session, List<UUID> ids, JobStatus status, long by) {
        return session.createMutationQuery(JobQueries.DELETE_ENDED)
                .setTimeout(SECONDS)
                .setParameterList("ids", Ids.padded(ids))
                .setParameter("status", status.column())
                .setParameter("by", by)
                .executeUpdate();
    }
}
