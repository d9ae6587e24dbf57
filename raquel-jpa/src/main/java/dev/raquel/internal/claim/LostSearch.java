package dev.raquel.internal.claim;

import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.internal.store.Lease;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The search for claims that have run out, a page after the other along their index.
 *
 * @param before leases written at this time or earlier have run out; null for those that say no time
 * @param queues where to look; empty for everywhere
 * @param pageSize how many at a time
 */
record LostSearch(@Nullable Long before, List<String> queues, int pageSize) {

    /** The page after this lease; the first one if there is none. Locks nothing. */
    List<Lease> page(StatelessSession session, @Nullable Lease after) {
        SelectionQuery<Object[]> query = session.createSelectionQuery(
                        JobQueries.lost(before != null, after != null, !queues.isEmpty()), Object[].class)
                .setMaxResults(pageSize);
        if (before != null) {
            query.setParameter("before", before);
        }
        if (!queues.isEmpty()) {
            query.setParameterList("queues", Ids.padded(queues));
        }
        if (after != null) {
            query.setParameter("id", after.id());
        }
        if (after != null && before != null) {
            query.setParameter("time", after.claimedAt());
        }
        return query.getResultStream().map(Lease::of).toList();
    }
}
