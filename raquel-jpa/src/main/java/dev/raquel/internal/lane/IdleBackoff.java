package dev.raquel.internal.lane;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long an idle queue waits before it is polled again: soon at first, then longer and longer, up to the poll
 * interval, each time a little less or more, so that nodes do not poll in step. Not safe for use by many threads.
 */
final class IdleBackoff {

    private static final int STEPS = 16;
    private static final double JITTER = 0.2;

    private final long longest;
    private long next;

    /** Pauses that begin short, and become as long as this. */
    IdleBackoff(Duration pollInterval) {
        longest = pollInterval.toNanos();
        reset();
    }

    /** Makes the next pause the shortest. */
    void reset() {
        next = Math.max(1, longest / STEPS);
    }

    /** The next pause in nanoseconds. */
    long next() {
        long pause = next;
        next = Math.min(longest, next * 2);
        return (long) (pause * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
    }
}
