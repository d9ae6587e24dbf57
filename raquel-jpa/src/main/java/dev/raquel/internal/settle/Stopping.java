package dev.raquel.internal.settle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows whether a node stops, and whether the stop may still take time. Safe for use by many threads. */
public final class Stopping {

    private final long timeoutNanos;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long deadline;

    /** A stop that is still to begin, and may take so long from then on. */
    public Stopping(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** The stop begins, unless it has; its time runs from the first call on. */
    public synchronized void begin() {
        if (!hasBegun()) {
            deadline = System.nanoTime() + timeoutNanos;
            begun.countDown();
        }
    }

    /** Whether the node stops, or has stopped. */
    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Whether the node stops, and the time that this may take is over. */
    boolean isOver() {
        return hasBegun() && nanosLeft() <= 0;
    }

    /** Waits for so long, but not beyond the beginning of a stop, nor beyond the end of its time. */
    void pause(long nanos) throws InterruptedException {
        if (hasBegun()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(nanos, nanosLeft()));
        } else {
            begun.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private long nanosLeft() {
        return deadline - System.nanoTime();
    }
}
