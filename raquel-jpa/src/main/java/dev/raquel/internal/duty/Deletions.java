package dev.raquel.internal.duty;

import dev.raquel.JobStatus;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.store.Refusals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deletes old jobs, many at a time. Jobs that the database does not let go, since other tables refer to them, are found
 * by halving, and left alone for a day. For one thread at a time.
 */
final class Deletions {

    private static final Logger LOG = System.getLogger("dev.raquel");

    /** The most tries at one page, enough to find a dozen jobs among a thousand. */
    private static final int MOST_TRIES = 250;

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration LEFT_ALONE = Duration.ofDays(1);

    private final FinishedJobs jobs;
    private final Map<UUID, Long> refused = new LinkedHashMap<>();
    private boolean said;

    Deletions(FinishedJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Deletes these jobs, except those that the database does not let go; see {@link FinishedJobs#delete}.
     *
     * @throws RuntimeException if the database fails for another reason
     */
    void delete(List<UUID> old, Map<JobStatus, Long> endedBy, long now) {
        refused.values().removeIf(since -> now - since >= LEFT_ALONE.toMillis());
        List<UUID> all = old.stream().filter(id -> !refused.containsKey(id)).toList();
        Deque<List<UUID>> parts = new ArrayDeque<>(all.isEmpty() ? List.of() : List.of(all));
        for (int tries = 0; tries < MOST_TRIES && !parts.isEmpty(); tries++) {
            List<UUID> part = parts.pop();
            try {
                jobs.delete(part, endedBy);
            } catch (RuntimeException failure) {
                if (!Refusals.isOfRows(failure)) {
                    throw failure;
                }
                if (part.size() > 1) {
                    int half = part.size() / 2;
                    parts.push(part.subList(half, part.size()));
                    parts.push(part.subList(0, half));
                } else {
                    leaveAlone(part.get(0), now, failure);
                }
            }
        }
    }

    private void leaveAlone(UUID job, long now, RuntimeException failure) {
        refused.put(job, now);
        if (refused.size() > MOST_REMEMBERED) {
            refused.remove(refused.keySet().iterator().next());
        }
        LOG.log(
                said ? Level.DEBUG : Level.WARNING,
                "Job " + job + " is old and cannot be deleted: " + failure.getMessage()
                        + ". It is tried again in a day; other jobs that cannot be deleted are logged at level DEBUG.",
                failure);
        said = true;
    }
}
