package dev.raquel.internal.runner;

import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives back the jobs that were dropped before they began, many in one transaction, which waits for no other. They are
 * held, and their leases renewed, until they are given back. Safe for use by many threads.
 */
public final class DroppedJobs {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final int MOST = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOPS_PAUSE = Duration.ofMillis(100);

    private final Claims claims;
    private final HeldJobs held;
    private volatile boolean someLeft;
    private volatile long nextTry;

    /** Gives back jobs that are held here, by these claims. */
    public DroppedJobs(Claims claims, HeldJobs held) {
        this.claims = claims;
        this.held = held;
    }

    /** Tries to give back all dropped jobs; those that cannot be given back now are to be tried again. */
    void giveBack() {
        boolean allTried = false;
        someLeft = false; // from here on others may find some
        try {
            giveBack(System.nanoTime() + Long.MAX_VALUE / 2);
            allTried = true;
        } finally {
            if (!allTried || held.all().stream().anyMatch(HeldJob::isDropped)) {
                nextTry = System.nanoTime() + PAUSE.toNanos();
                someLeft = true;
            }
        }
    }

    /** Tries to give back all dropped jobs, if some were left and it is time to try again. */
    void giveBackAgain(long now) {
        if (nanosToNextTry(now) <= 0) {
            giveBack();
        }
    }

    /** How long until jobs that were left are to be tried again; very long if none was left. */
    long nanosToNextTry(long now) {
        return someLeft ? nextTry - now : Long.MAX_VALUE;
    }

    /**
     * Gives back dropped jobs as long as any job is held, but not beyond this time of the JVM's timer. Once that has
     * passed, a failure ends it: a database that does not answer would hold up the stop each time.
     */
    public void giveBackUntil(long deadline) {
        try {
            long left;
            do {
                giveBack(deadline);
                left = deadline - System.nanoTime();
            } while (left > 0 && !held.awaitNone(Math.min(left, STOPS_PAUSE.toNanos())));
        } catch (InterruptedException interrupted) { // by a stop that is over
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tries to give back all dropped jobs, many at a time. If a group fails, its jobs are tried one by one, in case one
     * of them is to blame; if a job fails alone, too, the rest is left for the next time.
     */
    private void giveBack(long deadline) {
        List<HeldJob> jobs = new ArrayList<>(held.all());
        jobs.removeIf(job -> !job.isDropped());
        Collections.shuffle(jobs); // one that fails each time must not be the first each time
        boolean goOn = true;
        int together = MOST;
        int done = 0;
        while (goOn && done < jobs.size()) {
            List<HeldJob> group = jobs.subList(done, Math.min(jobs.size(), done + together));
            if (giveBack(group)) {
                done += group.size();
                together = Math.min(MOST, together * 2);
            } else {
                goOn = group.size() > 1 && System.nanoTime() - deadline < 0;
                together = 1;
            }
        }
    }

    private boolean giveBack(List<HeldJob> group) {
        try {
            Set<UUID> locked = claims.unclaim(group.stream().map(HeldJob::claim).toList());
            group.stream().filter(job -> !locked.contains(job.claim().id())).forEach(held::release);
            return true;
        } catch (RuntimeException | Error failure) {
            Level level = failure instanceof Error ? Level.ERROR : Level.DEBUG;
            LOG.log(level, group.size() + " jobs that had not begun could not be given back yet", failure);
            return false;
        }
    }
}
