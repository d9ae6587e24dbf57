package dev.raquel.benchmarks.enqueue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Eight threads that enqueue one job after the other. */
record Clients(OneJob one) {

    private static final int THREADS = 8;

    /** Enqueues a job in a transaction of its own. */
    interface OneJob {

        void enqueue(int job) throws Exception;
    }

    void enqueue(int jobs) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            ends.add(threads.submit(() -> {
                for (int job = next.getAndIncrement(); job < jobs; job = next.getAndIncrement()) {
                    one.enqueue(job);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
    }
}
