package dev.raquel.internal.runner;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a claim loop waits on between its claims. A signal that comes while the loop is busy is not lost, and many
 * signals count as one. Safe for use by many threads.
 */
public final class WakeUp {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean pending;

    /** Ends the wait of the loop, or else its next one. */
    public void signal() {
        lock.lock();
        try {
            pending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a signal, or this long. A signal given since the last wait ends this one at once. */
    public void await(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (!pending && left > 0) {
                left = changed.awaitNanos(left);
            }
            pending = false;
        } finally {
            lock.unlock();
        }
    }
}
