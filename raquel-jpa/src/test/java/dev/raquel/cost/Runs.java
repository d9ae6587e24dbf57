package dev.raquel.cost;

import static org.awaitility.Awaitility.await;

import dev.raquel.internal.local.WorkerThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for attempts that tell when none has anything left to do: then all that was handed to them has ended. */
final class Runs implements Executor, AutoCloseable {

    private final ExecutorService pool;
    private final AtomicInteger under = new AtomicInteger();

    Runs(int threads) {
        pool = WorkerThreads.pool(threads, "attempts");
    }

    @Override
    public void execute(Runnable run) {
        under.incrementAndGet();
        pool.execute(() -> {
            try {
                run.run();
            } finally {
                under.decrementAndGet();
            }
        });
    }

    void awaitNone() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> under.get() == 0);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
