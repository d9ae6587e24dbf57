package dev.raquel.internal.settle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Jobs that wait for the thread that settles them in groups. A job that ends alone does not wait: only where they come
 * in a stream does a group wait for company, and for a moment. Safe for use by many threads.
 */
final class EndedJobs {

    private static final int MOST = 500;

    /** A group of so many waits for no more. */
    private static final int ENOUGH = 200;

    /** How long after the group before it a smaller one is taken at the earliest. */
    private static final long BETWEEN_GROUPS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ended> waiting = new ArrayDeque<>();
    private long notBefore = System.nanoTime();
    private boolean open;
    private boolean stopped;

    /** From now on jobs may wait here. */
    void open() {
        lock.lock();
        try {
            open = true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the thread waits for no more jobs: it takes those that are here, and ends. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets a job wait here. Returns false if the thread has not begun yet, or has ended. */
    boolean add(Ended ended) {
        lock.lock();
        try {
            if (open) {
                waiting.add(ended);
                if (waiting.size() == 1 || waiting.size() == ENOUGH) {
                    changed.signalAll();
                }
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for jobs, and takes as many as are settled at once. Returns none once the thread is to end. */
    List<Ended> nextGroup() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !stopped) {
                changed.awaitUninterruptibly();
            }
            awaitCompany();
            List<Ended> group = new ArrayList<>(Math.min(MOST, waiting.size())); // room for all, or none is taken
            while (!waiting.isEmpty() && group.size() < MOST) {
                group.add(waiting.remove());
            }
            open = !group.isEmpty();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever settles has settled: from now on the next group may wait for company. */
    void settled() {
        lock.lock();
        try {
            notBefore = System.nanoTime() + BETWEEN_GROUPS_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /** An interruption ends the wait, and is kept for the caller. */
    private void awaitCompany() {
        try {
            long left = notBefore - System.nanoTime();
            while (left > 0 && waiting.size() < ENOUGH && !stopped) {
                changed.awaitNanos(left);
                left = notBefore - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
