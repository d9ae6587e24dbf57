package dev.raquel.internal.local;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Bounded pools of threads. */
public final class WorkerThreads {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final long IDLE_SECONDS = 30;

    private WorkerThreads() {}

    /** Up to so many threads, named by their purpose, which end when they have had nothing to do for a while. */
    public static ThreadPoolExecutor pool(int most, String purpose) {
        return pool(most, purpose, Thread::new);
    }

    /** The same, of threads that somebody else makes. */
    public static ThreadPoolExecutor pool(int most, String purpose, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = threads.newThread(task);
                    thread.setName("raquel-" + purpose + "-" + thread.getId());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Ends a pool of handlers that have been interrupted. Waits for them so long, and warns about those that go on. */
    public static void end(ThreadPoolExecutor pool, Duration patience) {
        pool.shutdown();
        if (!hasEnded(pool, patience)) {
            LOG.log(
                    Level.WARNING,
                    "{0} threads still run after the stop, and keep the application''s classes until their handlers"
                            + " return. Let handlers end when they are interrupted, or ask stopRequested()",
                    pool.getActiveCount());
        }
    }

    private static boolean hasEnded(ThreadPoolExecutor pool, Duration patience) {
        try {
            return pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return pool.isTerminated();
        }
    }
}
