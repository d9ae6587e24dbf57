package dev.raquel.internal.local;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The threads on which asynchronous operations run. Safe for use by many threads. */
public final class AsyncThreads implements Executor {

    private final ExecutorService pool;
    private final Duration patience;
    private final ThreadLocal<Boolean> ours = ThreadLocal.withInitial(() -> false);

    /** So many threads; closing waits no longer than this for what they have to do. */
    public AsyncThreads(int threads, Duration patience) {
        this.pool = WorkerThreads.pool(threads, "async");
        this.patience = patience;
    }

    @Override
    public void execute(Runnable operation) {
        if (pool.isShutdown()) {
            throw new RejectedExecutionException("The queue is closed, and begins no more asynchronous operations");
        }
        pool.execute(() -> {
            ours.set(true);
            operation.run();
        });
    }

    /** Takes nothing more, and waits for what was taken; one of these threads does not wait for itself. */
    public void close() {
        pool.shutdown();
        if (ours.get()) {
            return;
        }
        try {
            pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
