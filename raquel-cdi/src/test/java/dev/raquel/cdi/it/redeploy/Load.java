package dev.raquel.cdi.it.redeploy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Enqueues jobs by plain SQL, all the time until it is closed, unless very many wait: short and long ones, and each
 * tenth fails once.
 */
final class Load implements AutoCloseable {

    static final String FAILURE = "the first time";

    private static final int MOST_WAITING = 100;
    private static final long PAUSE_MILLIS = 100;

    private final Books books;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> running;
    private int ticks;
    private volatile long forgotten;

    private Load(Books books) {
        this.books = books;
        running = thread.scheduleAtFixedRate(this::tick, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    static Load on(Books books) {
        return new Load(books);
    }

    /** How many transactions were seen with which nobody went on. */
    long forgottenTransactions() {
        return forgotten;
    }

    /** The last jobs are enqueued when this returns. Throws if any could not be. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        if (running.isDone()) {
            running.get();
        }
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Jobs are still being enqueued");
        }
    }

    private void tick() {
        if (books.jobs("status <> 'success'") < MOST_WAITING) {
            ticks++;
            books.enqueue(ticks % 5 == 0 ? 400 : 20, ticks % 10 == 1 ? FAILURE : "");
        }
        forgotten = Math.max(forgotten, books.forgottenTransactions());
    }
}
