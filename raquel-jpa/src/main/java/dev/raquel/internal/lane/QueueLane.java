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
 * One queue as the claim loop of its dispatcher sees it: when to look for jobs next, how many there is room for, and
 * which of them to leave alone. Times named {@code nanos} are of the JVM's timer. Safe for use by many threads.
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

    /** A lane of an idle queue, which is to be looked at now. */
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

    /** What runs for the jobs of the queue. */
    public QueueHandler handler() {
        return handler;
    }

    /** The jobs of the queue that were claimed and have not begun. */
    public Backlog backlog() {
        return backlog;
    }

    /** Makes the queue be looked at now: it may have a job that is due. */
    public synchronized void wake() {
        woken = true;
    }

    /**
     * Notes that a job will be due at this time of the database, in milliseconds. If too many such times are known, the
     * latest is forgotten: its job is found by a poll.
     */
    public synchronized void wakeAt(long start) {
        knownStarts.add(start);
        if (knownStarts.size() > MOST_KNOWN_STARTS) {
            knownStarts.pollLast();
        }
    }

    /**
     * How many jobs to claim now, if so many threads are free for any queue; 0 for none. A number above 0 begins a
     * claim, which must be made for the same time: the wake-up is cleared here, before that claim reads, so that a
     * later one counts.
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
     * How many nanoseconds until there is a reason to look at the queue; 0 or less if there is one now. A queue without
     * room waits for an attempt to end. Jobs that were claimed ahead and wait for too long are a reason, too.
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

    /**
     * Whether the only reason to look at the queue is its poll: there is room, and nobody has told of a job that is
     * due.
     */
    public synchronized boolean onlyPolls(Now now, int freeThreads) {
        return !woken
                && !moreWaiting
                && !toTryAgain
                && !startIsKnown(now)
                && backlog.room(now.nanos(), freeThreads) > 0
                && avoided.nanosToFewEnough(now.nanos()) <= 0;
    }

    /**
     * Since when the jobs are due that are the reason to look at the queue, in milliseconds; 0 if that is not known.
     */
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

    /**
     * From which start time on the claim that {@link #wanted} has begun is to look, in milliseconds; 0 for all jobs.
     */
    public synchronized long dueFrom() {
        return dueFrom;
    }

    /** Whether the next poll is due: the time for it has come, however many other reasons to look there are. */
    public synchronized boolean pollIsDue(Now now) {
        return nextPoll - now.nanos() <= 0;
    }

    /** Notes that the queue was looked at, and has no job that is due. */
    public synchronized void nothingDue(long now) {
        if (!woken && !toTryAgain) {
            nextPoll = now + idle.next();
        }
    }

    /** Notes what a claim that wanted so many jobs has got. */
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
     * Makes the queue be looked at again after a pause, because a claim failed or its jobs could not be run. The pause
     * does not depend on the poll interval. A wake-up that came meanwhile still counts, and so does this while another
     * claim is under way. Calls before the next look count as one: the jobs of one claim fail together.
     *
     * @param soon whether the pause is to be the shortest, since rivals got in the way and will be gone
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

    /** The jobs that are left to other nodes at this time. */
    public List<UUID> avoided(long now) {
        return avoided.at(now);
    }
}
