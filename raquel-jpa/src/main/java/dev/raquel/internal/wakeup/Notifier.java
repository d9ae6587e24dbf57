package dev.raquel.internal.wakeup;

import dev.raquel.internal.local.WorkerThreads;
import dev.raquel.internal.watch.OutageLog;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the other nodes which queues have got jobs: the first queue at once, and then all that have come together, but
 * not more often than every few milliseconds. A thread does so while there is something to tell, and ends when there
 * was nothing for half a minute. It has no pulse: nothing relies on what it tells. Safe for use by many threads.
 *
 * <p>A node that dies between a commit and its message, and a message that fails, cost other nodes no more than the
 * wait for their next poll.
 */
final class Notifier implements AutoCloseable {

    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECONDS_TO_END = 2;

    private final String self;
    private final Broadcast broadcast;
    private final InstantSource clock;
    private final ExecutorService thread;
    private final OutageLog outage = new OutageLog("Notifying other nodes of jobs");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private Gathered gathered = new Gathered();
    private boolean busy;
    private boolean closed;

    Notifier(String self, Broadcast broadcast, InstantSource clock, ThreadFactory threads) {
        this.self = self;
        this.broadcast = broadcast;
        this.clock = clock;
        this.thread = WorkerThreads.pool(1, "notifications", threads);
    }

    /** Has other nodes told of a job. Called after a commit, on the thread that committed: neither waits nor throws. */
    void added(String queue, long scheduledAt) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            gathered.add(queue, scheduledAt);
            if (!busy) {
                thread.execute(this::tellAll);
                busy = true;
            }
        } catch (RuntimeException | Error noThread) {
            gathered = new Gathered();
            outage.failed(noThread);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void tellAll() {
        for (Gathered next = takeOrRest(); !next.isEmpty(); next = takeOrRest()) {
            tell(next);
            keepGap();
        }
    }

    private void tell(Gathered jobs) {
        try {
            long now = clock.millis();
            if (jobs.isDue(now)) {
                broadcast.send(jobs.message(self, now));
                outage.worked();
            }
        } catch (RuntimeException | Error failure) { // polling finds them
            outage.failed(failure);
        }
    }

    /** Takes the queues that have come together; if there are none, whoever adds one next needs the thread again. */
    private Gathered takeOrRest() {
        lock.lock();
        try {
            Gathered taken = gathered;
            gathered = new Gathered();
            busy = !taken.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void keepGap() {
        lock.lock();
        try {
            long left = GAP_NANOS;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) { // by the end of the node; what is left is told without a gap
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
