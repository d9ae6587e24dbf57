package dev.raquel;

import java.util.List;
import java.util.Optional;

/**
 * Some of the jobs that a query finds. Immutable.
 *
 * @param jobs the jobs, in the order of the query
 * @param next the query for those that follow; empty if these were the last
 */
public record JobPage(List<JobInfo> jobs, Optional<JobQuery> next) {

    /**
     * Copies the list.
     *
     * @param jobs see {@link #jobs()}
     * @param next see {@link #next()}
     */
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
