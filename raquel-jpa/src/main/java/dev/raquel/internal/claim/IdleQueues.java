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
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Asks for many queues at once whether there is anything to claim: one statement if there is not, and one more for each
 * queue where there is. Locks nothing; in transactions of its own.
 *
 * <p>H2 does not run along the index for many queues, and would read all their finished jobs. There nothing is asked, and
 * each queue may have a job.
 */
final class IdleQueues {

    private final Database database;

    IdleQueues(Database database) {
        this.database = database;
    }

    /** Those of these queues that may have a job due by now. */
    Set<String> due(Collection<String> queues, long now) {
        return database.call(session -> isH2(session) ? Set.copyOf(queues) : due(session, queues, now));
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

    private static boolean isH2(StatelessSession session) {
        return ((SharedSessionContractImplementor) session)
                        .getFactory()
                        .getJdbcServices()
                        .getDialect()
                instanceof H2Dialect;
    }
}
