package dev.raquel.internal.local;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Bounded pools of threads. */
public final class WorkerThreads {

    private static final long IDLE_SECONDS = 30;

    private WorkerThreads() {}

    /** Up to so many threads, named by their purpose, which end when they have had nothing to do for a while. */
    public static ExecutorService pool(int most, String purpose) {
        return pool(most, purpose, Thread::new);
    }

    /** The same, of threads that somebody else makes. */
    public static ExecutorService pool(int most, String purpose, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = threads.newThread(task);
                    thread.setName("raquel-" + purpose + "-" + thread.getId());
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
