package dev.raquel.internal.dispatch;

import dev.raquel.internal.store.Claimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * One queue as its node's claim loop sees it: when to look next, for how many jobs there is room, and which to leave
 * alone. All times are in nanoseconds of the JVM's timer. Safe for use by many threads.
 */
final class QueueLane {

    private static final int MOST_KNOWN_STARTS = 1_000;
    private static final int MOST_AVOIDED = 64;

    private final QueueHandler handler;
    private final Duration pollInterval;
    private final IdleBackoff idle;
    private final PriorityQueue<Long> knownStarts = new PriorityQueue<>((a, b) -> Long.signum(a - b));
    private final Map<UUID, Long> avoidedUntil = new LinkedHashMap<>();
    private boolean woken = true;
    private boolean moreWaiting;
    private long nextPoll = System.nanoTime();
    private int inFlight;

    QueueLane(QueueHandler handler, Duration pollInterval) {
        this.handler = handler;
        this.pollInterval = pollInterval;
        this.idle = new IdleBackoff(pollInterval);
    }

    QueueHandler handler() {
        return handler;
    }

    synchronized void wake() {
        woken = true;
    }

    /** Notes that a job will be due at this time. Forgets the latest ones if there are too many: polling finds those. */
    synchronized void wakeAt(long nanoTime) {
        if (knownStarts.size() < MOST_KNOWN_STARTS) {
            knownStarts.add(nanoTime);
        }
    }

    /** How many jobs to claim now; 0 for none. Clears the wake-up before the claim reads, so that a later one counts. */
    synchronized int wanted(long now) {
        int room = handler.concurrency() - inFlight;
        if (room == 0 || nanosToNextLook(now) > 0) {
            return 0;
        }
        woken = false;
        moreWaiting = false;
        while (!knownStarts.isEmpty() && knownStarts.peek() - now <= 0) {
            knownStarts.remove();
        }
        return room;
    }

    /** How long until there is a reason to look; 0 or less for now. A queue without room waits for an attempt to end. */
    synchronized long nanosToNextLook(long now) {
        if (inFlight >= handler.concurrency()) {
            return Long.MAX_VALUE;
        }
        if (woken || moreWaiting) {
            return 0;
        }
        long poll = nextPoll - now;
        return knownStarts.isEmpty() ? poll : Math.min(poll, knownStarts.peek() - now);
    }

    synchronized void claimed(int wanted, Claimed claimed, long now) {
        inFlight += claimed.claims().size();
        moreWaiting = claimed.taken() >= wanted;
        if (claimed.taken() > 0) {
            idle.reset();
        }
        nextPoll = now + idle.next();
    }

    /** The claim failed: look again, but not at once. */
    synchronized void claimFailed(long now, boolean soon) {
        if (soon) {
            idle.reset();
        }
        nextPoll = now + idle.next();
        woken = false;
    }

    synchronized void attemptEnded() {
        inFlight--;
    }

    /** Leaves a rejected job to other nodes for a poll interval. */
    synchronized void avoid(UUID job, long now) {
        avoidedUntil.put(job, now + pollInterval.toNanos());
        if (avoidedUntil.size() > MOST_AVOIDED) {
            avoidedUntil.remove(avoidedUntil.keySet().iterator().next());
        }
        knownStarts.add(now + pollInterval.toNanos());
    }

    synchronized List<UUID> avoided(long now) {
        Iterator<Long> untils = avoidedUntil.values().iterator();
        while (untils.hasNext()) {
            if (untils.next() - now <= 0) {
                untils.remove();
            }
        }
        return new ArrayList<>(avoidedUntil.keySet());
    }
}
