package dev.raquel.internal.lock;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Lease;
import dev.raquel.jpa.JobEntity;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.Query;
import org.hibernate.query.SelectionQuery;

/**
 * Locks rows by id, in the order of ids, leaving out those that somebody else has locked. All methods need a
 * transaction, and the locks last to its end.
 */
public sealed interface RowLocks {

    /** The whole rows that could be locked. */
    List<JobState> lockJobs(StatelessSession session, List<UUID> ids);

    /** Who owns the rows that could be locked; without their payloads. */
    List<Lease> lockLeases(StatelessSession session, List<UUID> ids);

    /** Asks Hibernate for {@code SKIP LOCKED}: for dialects that write it. */
    record ByDialect() implements RowLocks {

        @Override
        public List<JobState> lockJobs(StatelessSession session, List<UUID> ids) {
            return skipLocked(session.createQuery(JobQueries.JOBS_BY_ID, JobEntity.class))
                    .setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(JobEntity::values)
                    .toList();
        }

        @Override
        public List<Lease> lockLeases(StatelessSession session, List<UUID> ids) {
            return skipLocked(session.createQuery(JobQueries.LEASES_BY_ID, Object[].class))
                    .setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(Lease::of)
                    .toList();
        }

        public static <T> Query<T> skipLocked(Query<T> query) {
            return query.setLockMode(LockModeType.PESSIMISTIC_WRITE).setHint("jakarta.persistence.lock.timeout", -2);
        }
    }

    /** Writes {@code SKIP LOCKED} itself: for databases that have it under a dialect that does not write it. */
    record ByNativeSql(String table) implements RowLocks {

        @Override
        public List<JobState> lockJobs(StatelessSession session, List<UUID> ids) {
            return session.createNativeQuery(JobQueries.NATIVE_JOBS_BY_ID.formatted(table), JobEntity.class)
                    .setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(JobEntity::values)
                    .toList();
        }

        @Override
        public List<Lease> lockLeases(StatelessSession session, List<UUID> ids) {
            return session.createNativeQuery(JobQueries.NATIVE_LEASES_BY_ID.formatted(table), Object[].class)
                    .addScalar("id", UUID.class)
                    .addScalar("status", String.class)
                    .addScalar("claimed_by", String.class)
                    .addScalar("claimed_at", Long.class)
                    .setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(Lease::of)
                    .toList();
        }
    }

    /**
     * Locks nothing: for databases without {@code SKIP LOCKED}. The guards of the updates that follow are then all the
     * protection there is; they suffice, but they wait for rows that others have locked.
     */
    record None() implements RowLocks {

        @Override
        public List<JobState> lockJobs(StatelessSession session, List<UUID> ids) {
            SelectionQuery<JobEntity> query = session.createSelectionQuery(JobQueries.JOBS_BY_ID, JobEntity.class);
            return query.setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(JobEntity::values)
                    .toList();
        }

        @Override
        public List<Lease> lockLeases(StatelessSession session, List<UUID> ids) {
            return session.createSelectionQuery(JobQueries.LEASES_BY_ID, Object[].class)
                    .setParameterList("ids", Ids.padded(ids))
                    .getResultStream()
                    .map(Lease::of)
                    .toList();
        }
    }
}
