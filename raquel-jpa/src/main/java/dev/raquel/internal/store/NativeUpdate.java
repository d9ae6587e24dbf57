package dev.raquel.internal.store;

import dev.raquel.jpa.JobEntity;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * Updates of the job table as native SQL: for statements that are sent for each job, since Hibernate makes the SQL of
 * an HQL update anew each time.
 */
public final class NativeUpdate {

    private NativeUpdate() {}

    /**
     * An update with the table's name in the place of {@code %s}. Hibernate's caches of other entities stay as they
     * are.
     */
    public static MutationQuery of(Database database, StatelessSession session, String sql) {
        MutationQuery update = session.createNativeMutationQuery(sql.replace("%s", database.table()));
        if (update instanceof NativeQuery<?> nativeQuery) {
            nativeQuery.addSynchronizedEntityClass(JobEntity.class);
        }
        return update;
    }
}
