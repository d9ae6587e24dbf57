package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.database.Console;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** What the handlers of a round do, and the proof that each job was handled exactly once. Used by many threads. */
public abstract class Work {

    private final int jobs;
    private final AtomicLong begin = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<Void> allCalled = new CompletableFuture<>();

    Work(int jobs) {
        this.jobs = jobs;
    }

    /** Handles a job inside the transaction of a connection. */
    public final void within(Connection connection, int job) throws SQLException {
        begins();
        handle(connection, job);
        called(1);
    }

    /** Handles jobs inside the transaction of a connection, as a handler of batches would. */
    public final void withinAll(Connection connection, List<Integer> batch) throws SQLException {
        begins();
        handleAll(connection, batch);
        called(batch.size());
    }

    /** Handles a job where there is no transaction: in one of its own, if it needs any. */
    public final void alone(DataSource pool, int job) throws SQLException {
        begins();
        handleAlone(pool, job);
        called(1);
    }

    /**
     * How many seconds have passed since the first handler was called: how long workers take to start, and to look for
     * the first time, is no matter of throughput.
     */
    public final double seconds() {
        return (System.nanoTime() - begin.get()) / 1e9;
    }

    /** A worker cannot go on. */
    public final void failed(Throwable failure) {
        allCalled.completeExceptionally(failure);
    }

    /** Returns when so many jobs were handled as there are; throws if that takes too long, or a worker cannot go on. */
    public final void awaitAllCalled(long timeoutNanos) throws InterruptedException, ExecutionException {
        try {
            allCalled.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("Only " + calls.get() + " of " + jobs + " jobs were handled in time", late);
        }
    }

    /** Throws if a job was not handled, or more than once. */
    public abstract void verify(Console database) throws SQLException;

    abstract void handle(Connection connection, int job) throws SQLException;

    abstract void handleAll(Connection connection, List<Integer> batch) throws SQLException;

    abstract void handleAlone(DataSource pool, int job) throws SQLException;

    private void begins() {
        if (begin.get() == 0) {
            begin.compareAndSet(0, System.nanoTime());
        }
    }

    private void called(int times) {
        if (calls.addAndGet(times) >= jobs) {
            allCalled.complete(null);
        }
    }
}
