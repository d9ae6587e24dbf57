package dev.raquel.benchmarks.latency;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each job was committed, and when its handler started. Used by many threads. */
final class Waits {

    private final AtomicLongArray committed;
    private final AtomicLongArray started;
    private final CountDownLatch open;

    Waits(int jobs) {
        committed = new AtomicLongArray(jobs);
        started = new AtomicLongArray(jobs);
        open = new CountDownLatch(2 * jobs);
    }

    int jobs() {
        return started.length();
    }

    void committed(int job) {
        committed.set(job, System.nanoTime());
        open.countDown();
    }

    void started(int job) {
        if (!started.compareAndSet(job, 0, System.nanoTime())) {
            throw new IllegalStateException("Job " + job + " was handled twice");
        }
        open.countDown();
    }

    void awaitAll() throws InterruptedException {
        if (!open.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException(open.getCount() + " commits and starts are missing");
        }
    }

    /** A handler may start before the commit has returned to the one who enqueued: that is no wait. */
    double millis(Percentile percentile) {
        long[] nanos = new long[jobs()];
        for (int job = 0; job < nanos.length; job++) {
            nanos[job] = Math.max(0, started.get(job) - committed.get(job));
        }
        Arrays.sort(nanos);
        return percentile.of(nanos) / 1e6;
    }
}
