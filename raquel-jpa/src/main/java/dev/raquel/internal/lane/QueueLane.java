package dev.raquel.internal.lane;

import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One queue as its node's claim loop sees it: when to look next, for how many jobs there is room, and which to leave
 * alone. Safe for use by many threads.
 */
public final class QueueLane {

    private static final int MOST_KNOWN_STARTS = 1_000;
    private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(1);

    private final QueueHandler handler;
    private final Duration pollInterval;
    private final Backlog backlog;
    private final IdleBackoff idle;
    private final IdleBackoff retry;
    private final TreeSet<Long> knownStarts = new TreeSet<>();
    private final AvoidedJobs avoided;
    private final ClaimStart start;
    private long dueFrom;
    private boolean woken = true;
    private boolean moreWaiting;
    private boolean toTryAgain;
    private long nextPoll = System.nanoTime();

    public QueueLane(QueueHandler handler, Duration pollInterval) {
        this.handler = handler;
        this.pollInterval = pollInterval;
        this.backlog = new Backlog(handler.concurrency(), handler.calls().together(), System.nanoTime());
        this.avoided = new AvoidedJobs(pollInterval);
        this.start = new ClaimStart(pollInterval);
        this.idle = new IdleBackoff(pollInterval);
        this.retry =
                new IdleBackoff(pollInterval.compareTo(LONGEST_RETRY_PAUSE) < 0 ? pollInterval : LONGEST_RETRY_PAUSE);
    }

    public QueueHandler handler() {
        return handler;
    }

    /** What was claimed and has not begun. */
    public Backlog backlog() {
        return backlog;
    }

    public synchronized void wake() {
        woken = true;
    }

    /**
     * Notes that a job will be due at this time of the database. Forgets the latest if there are too many: polling finds
     * those.
     */
    public synchronized void wakeAt(long start) {
        knownStarts.add(start);
        if (knownStarts.size() > MOST_KNOWN_STARTS) {
            knownStarts.pollLast();
        }
    }

    /**
     * How many jobs to claim now, if so many threads are free for any queue; 0 for none. Clears the wake-up before the
     * claim reads, so that a later one counts. The claim must be for the same time.
     */
    public synchronized int wanted(Now now, int freeThreads) {
        int room = backlog.room(now.nanos(), freeThreads);
        if (room == 0 || nanosToNextLook(now, freeThreads) > 0) {
            return 0;
        }
        dueFrom = start.next(dueSince(now), now);
        woken = false;
        moreWaiting = false;
        toTryAgain = false;
        while (!knownStarts.isEmpty() && knownStarts.first() <= now.millis()) {
            knownStarts.pollFirst();
        }
        return room;
    }

    /**
     * How long until there is a reason to look; 0 or less for now. A queue without room waits for an attempt to end; and
     * what was claimed ahead must not wait too long.
     */
    public synchronized long nanosToNextLook(Now now, int freeThreads) {
        long stale = backlog.nanosToStale(now.nanos());
        if (backlog.room(now.nanos(), freeThreads) == 0) {
            return stale;
        }
        long tooManyAvoided = avoided.nanosToFewEnough(now.nanos());
        if (tooManyAvoided > 0) { // whoever rejects so much gets no more for a while
            return Math.min(stale, tooManyAvoided);
        }
        if (woken || moreWaiting) {
            return 0;
        }
        long poll = Math.min(stale, nextPoll - now.nanos());
        return knownStarts.isEmpty()
                ? poll
                : Math.min(poll, TimeUnit.MILLISECONDS.toNanos(knownStarts.first() - now.millis()));
    }

    /** Whether the only reason to look is that it was not looked at for some time. */
    public synchronized boolean onlyPolls(Now now, int freeThreads) {
        return !woken
                && !moreWaiting
                && !toTryAgain
                && !startIsKnown(now)
                && backlog.room(now.nanos(), freeThreads) > 0
                && avoided.nanosToFewEnough(now.nanos()) <= 0;
    }

    /** Since when the jobs are due that are the reason to look; 0 if that is not known. */
    private long dueSince(Now now) {
        boolean onlyForKnown = !woken && !toTryAgain && (startIsKnown(now) || moreWaiting);
        if (!onlyForKnown) {
            return 0;
        }
        return startIsKnown(now) ? knownStarts.first() : now.millis();
    }

    private boolean startIsKnown(Now now) {
        return !knownStarts.isEmpty() && knownStarts.first() <= now.millis();
    }

    /** From which start time on to claim what is wanted, in milliseconds. */
    public synchronized long dueFrom() {
        return dueFrom;
    }

    /** Whether that time has come. */
    public synchronized boolean pollIsDue(Now now) {
        return nextPoll - now.nanos() <= 0;
    }

    /** It was looked at, and there is nothing. */
    public synchronized void nothingDue(long now) {
        if (!woken && !toTryAgain) {
            nextPoll = now + idle.next();
        }
    }

    /** A claim that wanted so many has got these. */
    public synchronized void claimed(int wanted, Claimed claimed, long now) {
        moreWaiting = claimed.taken() >= wanted;
        start.got(claimed, moreWaiting, now);
        retry.reset();
        if (claimed.taken() > 0) {
            idle.reset();
        }
        if (!toTryAgain) {
            long lookAtAll =
                    dueFrom > 0 ? start.nextLookAtAll() - now : Long.MAX_VALUE; // soon, whatever the poll interval
            nextPoll = now + Math.min(idle.next(), lookAtAll);
        }
    }

    /**
     * The claim failed, or what it got could not be run: look again, but not at once. The pause does not depend on the
     * poll interval, and a wake-up that came meanwhile still counts; so does this, if another claim is under way. Said many
     * times before the next look it counts once: the jobs of one claim fail together.
     */
    public synchronized void tryAgain(long now, boolean soon) {
        if (soon) {
            retry.reset();
        }
        moreWaiting = false;
        if (soon || !toTryAgain) {
            nextPoll = now + retry.next();
        }
        toTryAgain = true;
    }

    /** Leaves a rejected job to other nodes for a poll interval. */
    public synchronized void avoid(UUID job, long now) {
        avoided.add(job, now);
        nextPoll = Math.min(nextPoll - now, pollInterval.toNanos()) + now;
    }

    public List<UUID> avoided(long now) {
        return avoided.at(now);
    }
}
