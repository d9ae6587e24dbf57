package dev.raquel.internal.claim;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lock.RowLocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/**
 * Reads the ids of more candidates than needed, without locks, then locks by id, a few at a time, until there are
 * enough; if others have locked all of them, reads on, so that a transaction which holds the first rows for long
 * does not hide those behind them. For databases that lock more rows than a locking query returns, or the gaps
 * between them.
 */
public record CandidatesThenLock(DueJobs jobs, RowLocks locks) implements ClaimStrategy {

    private static final int CANDIDATES_PER_JOB = 4;
    private static final int MOST_CANDIDATES = 4_096;

    @Override
    public Claimed claim(ClaimOrder order, long now) {
        Set<UUID> tried = new HashSet<>();
        int most = order.limit() * CANDIDATES_PER_JOB;
        while (true) {
            int limit = most;
            List<UUID> found = jobs.database().call(session -> jobs.candidates(session, order, now, limit));
            List<UUID> candidates = found.stream().filter(tried::add).toList();
            Claimed claimed = candidates.isEmpty() ? Claimed.NONE : lock(candidates, order, now);
            if (claimed.taken() > 0 || found.size() < limit || limit >= MOST_CANDIDATES) {
                return claimed;
            }
            most = limit * CANDIDATES_PER_JOB;
        }
    }

    /** Locks a few first, and more at a time as long as all of them are locked by others. */
    private Claimed lock(List<UUID> candidates, ClaimOrder order, long now) {
        return jobs.database().call(session -> {
            List<JobState> due = new ArrayList<>();
            int few = order.limit();
            for (int from = 0; from < candidates.size() && due.size() < order.limit(); from += few) {
                few = due.isEmpty() ? Math.max(few, from) : order.limit();
                int to = Math.min(candidates.size(), from + few);
                lockStillDue(session, candidates.subList(from, to), order, now).stream()
                        .limit(order.limit() - due.size())
                        .forEach(due::add);
            }
            return jobs.take(session, due, order, now);
        });
    }

    private List<JobState> lockStillDue(StatelessSession session, List<UUID> ids, ClaimOrder order, long now) {
        Map<UUID, JobState> locked = new HashMap<>();
        for (JobState job : locks.lockJobs(session, ids)) {
            if (order.matches(job, now)) {
                locked.put(job.id(), job);
            }
        }
        return ids.stream().filter(locked::containsKey).map(locked::get).toList();
    }
}
