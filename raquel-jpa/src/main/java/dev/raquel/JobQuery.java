package dev.raquel;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to look at, and a page at a time. Immutable.
 *
 * <pre>{@code
 * JobQuery query = JobQuery.of("emails").withStatuses(JobStatus.EXHAUSTED).withFinishedFrom(outageBegan);
 * raquel.requeue(query);
 * }</pre>
 *
 * <p>Jobs come in the order in which they were enqueued. A page begins after a position, not after a number of rows, so
 * that pages neither overlap nor leave jobs out when others come and go meanwhile. No index serves this order: on a
 * table with many finished jobs, name queues and the states that wait.
 *
 * @param queues the queues; none for all
 * @param statuses the states; none for all
 * @param finishedFrom only jobs that finished at this time or later; null for all
 * @param finishedBefore only jobs that finished before this time; null for all
 * @param newestFirst whether the order is reversed
 * @param pageSize the most jobs on a page, 1 or more
 * @param after where the page begins; null for the first page
 */
public record JobQuery(
        List<String> queues,
        Set<JobStatus> statuses,
        @Nullable Instant finishedFrom,
        @Nullable Instant finishedBefore,
        boolean newestFirst,
        int pageSize,
        @Nullable Position after) {

    /** How many jobs a page has unless it is told otherwise. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    /**
     * A place in the order of jobs: behind the job with this time and id.
     *
     * @param enqueuedAt {@link JobInfo#enqueuedAt()}
     * @param id {@link JobInfo#id()}
     */
    public record Position(Instant enqueuedAt, UUID id) {

        /**
         * Checks what is given.
         *
         * @param enqueuedAt see {@link #enqueuedAt()}
         * @param id see {@link #id()}
         */
        public Position {
            Objects.requireNonNull(enqueuedAt, "enqueuedAt");
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * Checks what is given.
     *
     * @param queues see {@link #queues()}
     * @param statuses see {@link #statuses()}
     * @param finishedFrom see {@link #finishedFrom()}
     * @param finishedBefore see {@link #finishedBefore()}
     * @param newestFirst see {@link #newestFirst()}
     * @param pageSize see {@link #pageSize()}
     * @param after see {@link #after()}
     * @throws IllegalArgumentException if the size of a page is less than 1
     */
    public JobQuery {
        queues = List.copyOf(queues);
        statuses = Set.copyOf(statuses);
        if (pageSize < 1) {
            throw new IllegalArgumentException("pageSize is " + pageSize + "; give 1 or more");
        }
    }

    /**
     * All jobs of all queues.
     *
     * @return the query
     */
    public static JobQuery all() {
        return of();
    }

    /**
     * All jobs of some queues.
     *
     * @param queues the queues; none for all
     * @return the query
     */
    public static JobQuery of(String... queues) {
        return new JobQuery(List.of(queues), Set.of(), null, null, false, DEFAULT_PAGE_SIZE, null);
    }

    /**
     * The same for jobs in some states.
     *
     * @param statuses the states; none for all
     * @return the new query
     */
    public JobQuery withStatuses(JobStatus... statuses) {
        Set<JobStatus> distinct = Set.copyOf(Arrays.asList(statuses));
        return new JobQuery(queues, distinct, finishedFrom, finishedBefore, newestFirst, pageSize, after);
    }

    /**
     * The same for jobs that finished at a time or later.
     *
     * @param finishedFrom the time
     * @return the new query
     */
    public JobQuery withFinishedFrom(Instant finishedFrom) {
        return new JobQuery(queues, statuses, finishedFrom, finishedBefore, newestFirst, pageSize, after);
    }

    /**
     * The same for jobs that finished before a time.
     *
     * @param finishedBefore the time
     * @return the new query
     */
    public JobQuery withFinishedBefore(Instant finishedBefore) {
        return new JobQuery(queues, statuses, finishedFrom, finishedBefore, newestFirst, pageSize, after);
    }

    /**
     * The same from the job that was enqueued last to the one that was enqueued first.
     *
     * @return the new query
     */
    public JobQuery withNewestFirst() {
        return new JobQuery(queues, statuses, finishedFrom, finishedBefore, true, pageSize, after);
    }

    /**
     * The same with another size of pages.
     *
     * @param pageSize the most jobs on a page
     * @return the new query
     * @throws IllegalArgumentException if it is less than 1
     */
    public JobQuery withPageSize(int pageSize) {
        return new JobQuery(queues, statuses, finishedFrom, finishedBefore, newestFirst, pageSize, after);
    }

    /**
     * The same from a place in the order on.
     *
     * @param after the place, that of the last job seen
     * @return the new query
     */
    public JobQuery withAfter(Position after) {
        return new JobQuery(queues, statuses, finishedFrom, finishedBefore, newestFirst, pageSize, after);
    }
}
