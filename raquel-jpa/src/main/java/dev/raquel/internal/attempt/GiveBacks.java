package dev.raquel.internal.attempt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts how often a job was given back because the database refused to commit it beside others. A conflict like that
 * goes away by trying again; one that does not is the job's failure. Of very many jobs, those are forgotten whose last
 * conflict was longest ago: other nodes may have settled them. Safe for use by many threads.
 */
final class GiveBacks {

    private static final int MOST_FOR_ONE_JOB = 5;
    private static final int MOST_JOBS = 1_000;

    /** In the order of their last give-backs. */
    private final Map<UUID, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Counts one more give-back of a job, and returns whether that is not one too many. After that one the count begins
     * anew.
     */
    synchronized boolean mayGiveBack(UUID job) {
        int count = counts.merge(job, 1, Integer::sum);
        if (count > MOST_FOR_ONE_JOB) {
            counts.remove(job);
        } else if (counts.size() > MOST_JOBS) {
            counts.remove(counts.keySet().iterator().next());
        }
        return count <= MOST_FOR_ONE_JOB;
    }

    /** Forgets a job, because it was settled. */
    synchronized void settled(UUID job) {
        counts.remove(job);
    }
}
