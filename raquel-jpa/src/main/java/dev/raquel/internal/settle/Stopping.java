package dev.raquel.internal.settle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a node stops, and whether that may still take time. Safe for use by many threads. */
public final class Stopping {

    private final long timeoutNanos;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile long deadline;

    /** A stop that is still to begin, and may take so long from then on. */
    public Stopping(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    /** The node stops. */
    public void begin() {
        deadline = System.nanoTime() + timeoutNanos;
        begun.countDown();
    }

    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Whether its time is over. */
    boolean isOver() {
        return hasBegun() && nanosLeft() <= 0;
    }

    /** Waits, but no longer than to the beginning or the end of a stop. */
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
