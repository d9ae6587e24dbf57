package dev.raquel.benchmarks.latency;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Does something at a steady rate.
 *
 * @param perSecond how often
 */
record Ticks(int perSecond) {

    /** Calls with the numbers from 0 until this many calls were made. */
    void run(int calls, IntConsumer call) throws Exception {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(calls);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> ticks = thread.scheduleAtFixedRate(
                () -> {
                    if (end.getCount() > 0) {
                        call.accept(next.getAndIncrement());
                        end.countDown();
                    }
                },
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
        while (!end.await(1, TimeUnit.SECONDS)) {
            if (ticks.isDone()) {
                ticks.get(); // throws what went wrong
            }
        }
        thread.shutdownNow();
        thread.awaitTermination(1, TimeUnit.MINUTES);
    }
}
