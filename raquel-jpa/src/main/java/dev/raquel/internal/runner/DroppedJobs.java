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
 * Gives back the jobs that were dropped before they began, many in one transaction, which waits for no other. They are held,
 * and their leases renewed, until they are given back. Safe for use by many threads.
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

    public DroppedJobs(Claims claims, HeldJobs held) {
        this.claims = claims;
        this.held = held;
    }

    /** Tries to give back all that is dropped; what cannot be given back now is to be tried again. */
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

    /** The same if something was left, and it is time to try again. */
    void giveBackAgain(long now) {
        if (nanosToNextTry(now) <= 0) {
            giveBack();
        }
    }

    /** How long until something is to be tried again; very long if nothing was left. */
    long nanosToNextTry(long now) {
        return someLeft ? nextTry - now : Long.MAX_VALUE;
    }

    /**
     * Gives back what is dropped as long as anything is held, but no longer than to the deadline. Once that is over nothing
     * more is tried after a failure: a database that does not answer would hold it up each time.
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
     * Tries to give back all that is dropped. If a group fails, it is tried in smaller ones, in case that one of its jobs is to
     * blame; if one alone fails, too, the rest is left for the next time.
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
