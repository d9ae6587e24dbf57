package dev.raquel.internal.local;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asynchronous operations on an executor, which the end of the queue has to wait for. As many are taken as are called:
 * those for which no thread is free wait, in memory. Safe for use by many threads.
 */
public final class AsyncOperations implements Executor, AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final int ALL = Integer.MAX_VALUE;

    private final Executor executor;
    private final Duration patience;
    private final Runnable atEnd;
    private final Semaphore free = new Semaphore(ALL);
    private final ThreadLocal<Boolean> ours = ThreadLocal.withInitial(() -> false);
    private volatile boolean closed;

    private AsyncOperations(Executor executor, Duration patience, Runnable atEnd) {
        this.executor = executor;
        this.patience = patience;
        this.atEnd = atEnd;
    }

    /** On an executor that is somebody else's; closing waits no longer than this for what was called. */
    public static AsyncOperations on(Executor executor, Duration patience) {
        return new AsyncOperations(executor, patience, () -> {});
    }

    /** On so many threads of its own, which end after the last operation. */
    public static AsyncOperations onThreads(int threads, Duration patience) {
        ExecutorService pool = WorkerThreads.pool(threads, "async");
        return new AsyncOperations(pool, patience, pool::shutdown);
    }

    /**
     * Runs an operation on the executor.
     *
     * @throws RejectedExecutionException after the end, or if the executor takes nothing more
     */
    @Override
    public void execute(Runnable operation) {
        if (!mayBegin()) {
            throw new RejectedExecutionException("The queue has ended, and begins no more asynchronous operations");
        }
        try {
            executor.execute(() -> run(operation));
        } catch (Throwable refused) {
            free.release();
            throw refused;
        }
    }

    /** Asks once more with the permit in hand: from then on a close waits for it. */
    private boolean mayBegin() {
        if (!free.tryAcquire()) {
            return false;
        }
        if (closed) {
            free.release();
            return false;
        }
        return true;
    }

    private void run(Runnable operation) {
        ours.set(true);
        try {
            operation.run();
        } finally {
            ours.remove();
            free.release();
        }
    }

    /**
     * Takes nothing more, and waits for what was taken, unless this is called by an operation itself. What is not
     * waited for goes on, and is warned about.
     */
    @Override
    public void close() {
        closed = true;
        if (!ours.get() && !allEnd()) {
            LOG.log(
                    Level.WARNING,
                    "{0} asynchronous operations have not ended within the shutdown timeout. They may fail, or be lost,"
                            + " as what they need is closed; wait for their stages before, or give a longer timeout",
                    ALL - free.availablePermits());
        }
        atEnd.run();
    }

    private boolean allEnd() {
        if (!awaitAll()) {
            return false;
        }
        free.release(ALL); // for whoever closes this again
        return true;
    }

    private boolean awaitAll() {
        try {
            return free.tryAcquire(ALL, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return free.tryAcquire(ALL);
        }
    }
}
