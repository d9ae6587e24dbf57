package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.QueueNames;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Ids;
import dev.raquel.internal.store.JobQueries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;

/**
 * Asks for many queues at once whether there is anything to claim: one statement if there is not, and one more for each
 * queue where there is. Locks nothing; in transactions of its own.
 *
 * <p>Where a database does not run along the index for many queues, nothing is asked, and each queue may have a job:
 * see {@link dev.raquel.internal.store.DatabaseTraits#looksIntoManyQueuesAtOnce()}.
 */
final class IdleQueues {

    private final Database database;

    IdleQueues(Database database) {
        this.database = database;
    }

    /** Finds those of these queues that may have a job due by now. */
    Set<String> due(Collection<String> queues, long now) {
        boolean asks = database.traits().looksIntoManyQueuesAtOnce();
        return database.call(session -> asks ? due(session, queues, now) : Set.copyOf(queues));
    }

    private static Set<String> due(StatelessSession session, Collection<String> queues, long now) {
        Set<String> due = new HashSet<>();
        List<String> others = new ArrayList<>(queues);
        boolean more = !others.isEmpty();
        while (more) {
            List<String> found = any(session, others, now).stream()
                    .flatMap(any -> others.stream().filter(queue -> QueueNames.mayCompareEqual(queue, any)))
                    .toList();
            due.addAll(found);
            more = others.removeAll(found) && !others.isEmpty();
        }
        return due;
    }

    private static Optional<String> any(StatelessSession session, List<String> queues, long now) {
        return session.createSelectionQuery(JobQueries.DUE_IN, String.class)
                .setParameterList("queues", Ids.padded(queues))
                .setParameter("now", now)
                .setMaxResults(1)
                .uniqueResultOptional();
    }
}
