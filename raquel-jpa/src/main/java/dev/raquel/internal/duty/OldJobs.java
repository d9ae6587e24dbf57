package dev.raquel.internal.duty;

import dev.raquel.JobStatus;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.claim.FinishedJobs.End;
import dev.raquel.internal.lifecycle.JobIds;
import dev.raquel.internal.lifecycle.Retention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Deletes finished jobs that are older than the settings say: sweeps over the table along its primary key, a page each
 * time. A sweep begins at a random id, goes to the end and then from the first id to where it began. So nodes seldom
 * walk in step, and a node that is restarted all the time deletes old jobs all the same. Keeps nothing but its
 * position: if the node dies, the page that it was deleting was deleted or was not. For one thread at a time.
 */
public final class OldJobs implements Duty {

    private static final int PAGE = 1_000;

    /** The pause after a page with something to delete. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** The pause after a page that was read for nothing. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(6);

    private final FinishedJobs jobs;
    private final Deletions deletions;
    private final InstantSource clock;
    private final Retention retention;
    private @Nullable UUID start;
    private @Nullable UUID after;
    private boolean wrapped;
    private Duration interval = LONG_PAUSE;

    /** Deletes jobs that this retention does not keep, by this time, which is the database's. */
    public OldJobs(FinishedJobs jobs, InstantSource clock, Retention retention) {
        this.jobs = jobs;
        this.deletions = new Deletions(jobs);
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public String description() {
        return "Deleting old jobs";
    }

    @Override
    public Duration interval() {
        return interval;
    }

    /**
     * Deletes the old jobs of one page. The position moves on first: jobs that cannot be deleted must keep no others.
     */
    @Override
    public boolean runOnce() {
        interval = LONG_PAUSE;
        long now = clock.millis();
        if (start == null) {
            start = somewhere(now);
            after = start;
        }
        List<End> page = jobs.page(after, wrapped ? start : null, PAGE);
        moveBehind(page);
        Map<JobStatus, Long> endedBy = retention.endedBy(now);
        List<UUID> old = page.stream()
                .filter(end -> Retention.isOver(end.status(), end.finishedAt(), endedBy))
                .map(End::id)
                .toList();
        if (!old.isEmpty()) {
            deletions.delete(old, endedBy, now);
            interval = interval.compareTo(LONG_PAUSE) > 0 ? interval : PAUSE;
        }
        return false;
    }

    private void moveBehind(List<End> page) {
        if (page.size() == PAGE) {
            after = page.get(PAGE - 1).id();
        } else if (!wrapped) {
            wrapped = true;
            after = null;
        } else {
            wrapped = false;
            start = null;
            interval = rest();
        }
    }

    /**
     * Among the ids of jobs that became old a while ago, or among those of applications that do not begin with the
     * time.
     */
    private UUID somewhere(long now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Duration longest = retention.ages().values().stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return random.nextBoolean()
                ? JobIds.at(Math.max(0, now - longest.toMillis() - random.nextLong(longest.toMillis())))
                : UUID.randomUUID();
    }

    /** A tenth of the shortest retention: jobs stay only a little longer than they must. */
    private Duration rest() {
        Duration tenth = retention.ages().values().stream()
                .min(Comparator.naturalOrder())
                .orElse(LONGEST_REST)
                .dividedBy(10);
        return tenth.compareTo(SHORTEST_REST) < 0
                ? SHORTEST_REST
                : tenth.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : tenth;
    }
}
