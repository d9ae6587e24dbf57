package dev.raquel.internal.store;

import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.jpa.JobEntity;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads many jobs, without locks. Every method runs inside the calling thread's transaction, which must be there. Safe
 * for use by many threads.
 */
public final class JobSearch {

    private final Sessions sessions;

    /** Searches the job table by these sessions. */
    public JobSearch(Sessions sessions) {
        this.sessions = sessions;
    }

    /** How many jobs of a queue have this word in their status column. */
    public record Count(String queue, String status, long jobs) {}

    /** The queue of a job. */
    public record Located(UUID id, String queue) {}

    /** Up to so many jobs that the query finds from its position on. */
    public List<JobState> page(JobQuery query, int limit) {
        return sessions.with(session -> {
            JobQuery.@Nullable Position after = query.after();
            SelectionQuery<JobEntity> page = find(session, JobQueries.JOBS, order(query), JobEntity.class, query);
            if (after != null) {
                page.setParameter("time", Millis.ofTime("after", after.enqueuedAt()))
                        .setParameter("id", after.id());
            }
            return page.setMaxResults(limit)
                    .getResultStream()
                    .map(JobEntity::values)
                    .toList();
        });
    }

    /** How many jobs the query finds. */
    public long count(JobQuery query) {
        return sessions.with(session ->
                find(session, JobQueries.COUNT, "", Long.class, query).getSingleResult());
    }

    /** Up to so many jobs that the query finds, by id, from behind this id on, or from the first if there is none. */
    public List<Located> locate(JobQuery query, @Nullable UUID after, int limit) {
        return sessions.with(session -> {
            String position = after == null ? JobQueries.BY_ID : JobQueries.BY_ID_AFTER;
            SelectionQuery<Object[]> found = find(session, JobQueries.IDS_AND_QUEUES, position, Object[].class, query);
            if (after != null) {
                found.setParameter("id", after);
            }
            return found.setMaxResults(limit)
                    .getResultStream()
                    .map(row -> new Located((UUID) row[0], (String) row[1]))
                    .toList();
        });
    }

    /** The queues that have jobs, sorted. */
    public List<String> queues() {
        return sessions.with(session ->
                session.createSelectionQuery(JobQueries.QUEUES, String.class).getResultList());
    }

    /** How many jobs these queues have, or all if none is named, by queue and status. */
    public List<Count> counts(Collection<String> queues) {
        return sessions.with(session -> {
            SelectionQuery<Object[]> query =
                    session.createSelectionQuery(JobQueries.stats(!queues.isEmpty()), Object[].class);
            if (!queues.isEmpty()) {
                query.setParameterList("queues", Ids.padded(List.copyOf(queues)));
            }
            return query.getResultStream()
                    .map(row -> new Count((String) row[0], (String) row[1], (Long) row[2]))
                    .toList();
        });
    }

    private static <T> SelectionQuery<T> find(
            StatelessSession session, String selection, String position, Class<T> type, JobQuery query) {
        String text = JobQueries.found(
                selection,
                !query.queues().isEmpty(),
                query.finishedFrom() != null,
                query.finishedBefore() != null,
                position);
        SelectionQuery<T> found =
                session.createSelectionQuery(text, type).setParameterList("statuses", words(query.statuses()));
        if (!query.queues().isEmpty()) {
            found.setParameterList("queues", Ids.padded(query.queues()));
        }
        if (query.finishedFrom() != null) {
            found.setParameter("finishedFrom", Millis.ofBound("finishedFrom", query.finishedFrom()));
        }
        if (query.finishedBefore() != null) {
            found.setParameter("finishedBefore", Millis.ofBound("finishedBefore", query.finishedBefore()));
        }
        return found;
    }

    private static List<String> words(Set<JobStatus> statuses) {
        Stream<JobStatus> wanted = statuses.isEmpty() ? Arrays.stream(JobStatus.values()) : statuses.stream();
        return wanted.map(JobStatus::column).sorted().toList();
    }

    private static String order(JobQuery query) {
        if (query.newestFirst()) {
            return query.after() == null ? JobQueries.NEWEST_FIRST : JobQueries.NEWEST_FIRST_AFTER;
        }
        return query.after() == null ? JobQueries.OLDEST_FIRST : JobQueries.OLDEST_FIRST_AFTER;
    }
}
