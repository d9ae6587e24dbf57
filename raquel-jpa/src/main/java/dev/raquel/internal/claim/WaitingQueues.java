package dev.raquel.internal.claim;

import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobQueries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * Finds the queues in which jobs are due. Looks once into the claim index for each queue, so it costs nothing that
 * grows with the number of jobs. Locks nothing; each method runs in a transaction of its own.
 */
public final class WaitingQueues {

    private final Database database;
    private final String nextQueue;

    /** Looks into the job table of this database. */
    public WaitingQueues(Database database) {
        this.nextQueue =
                database.traits().indexesWaitingJobsOnly() ? JobQueries.NEXT_WAITING_QUEUE : JobQueries.NEXT_QUEUE;
        this.database = database;
    }

    /** Finds all queues that may have waiting jobs, sorted by name. */
    public List<String> all() {
        return database.callRetrying(this::all);
    }

    /**
     * Finds the queues among these, or among all if none is named, that have a job due by this time; the one that waits
     * longest first.
     */
    public List<String> due(List<String> queues, long dueBy) {
        if (queues.size() == 1) {
            return queues;
        }
        return database.callRetrying(session -> {
            List<Head> heads = new ArrayList<>();
            for (String queue : queues.isEmpty() ? all(session) : queues) {
                firstStart(session, queue, dueBy).ifPresent(start -> heads.add(new Head(queue, start)));
            }
            return heads.stream()
                    .sorted(Comparator.comparingLong(Head::start))
                    .map(Head::queue)
                    .distinct()
                    .toList();
        });
    }

    private List<String> all(StatelessSession session) {
        List<String> queues = new ArrayList<>();
        Optional<String> next = next(session, "");
        while (next.isPresent()) {
            queues.add(next.get());
            next = next(session, next.get());
        }
        return queues;
    }

    private Optional<String> next(StatelessSession session, String last) {
        return session.createSelectionQuery(nextQueue, String.class)
                .setParameter("last", last)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    private Optional<Long> firstStart(StatelessSession session, String queue, long dueBy) {
        return session.createSelectionQuery(
                        JobQueries.due(
                                JobQueries.START_TIMES,
                                false,
                                false,
                                true,
                                database.traits().dueOrder()),
                        Long.class)
                .setParameter("queue", queue)
                .setParameter("dueBy", dueBy)
                .setMaxResults(1)
                .uniqueResultOptional();
    }

    private record Head(String queue, long start) {}
}
