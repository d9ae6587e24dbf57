package dev.raquel.internal.runner;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the claim loop waits on. A wake-up that comes while the loop is busy is not lost, and many of them count as one.
 * Safe for use by many threads.
 */
public final class WakeUp {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean pending;

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
