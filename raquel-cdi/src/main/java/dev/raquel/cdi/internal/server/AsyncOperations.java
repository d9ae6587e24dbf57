package dev.raquel.cdi.internal.server;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asynchronous operations on the server's executor, which an undeployment has to wait for. Safe for use by many threads. */
public final class AsyncOperations implements Executor, AutoCloseable {

    private static final int ALL = Integer.MAX_VALUE;

    private final Executor server;
    private final Duration patience;
    private final Semaphore free = new Semaphore(ALL);
    private volatile boolean closed;

    /** Closing waits no longer than this. */
    public AsyncOperations(Executor server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    @Override
    public void execute(Runnable operation) {
        if (closed || !free.tryAcquire()) {
            throw new RejectedExecutionException("The application ends, and begins no more asynchronous operations");
        }
        try {
            server.execute(() -> {
                try {
                    operation.run();
                } finally {
                    free.release();
                }
            });
        } catch (RuntimeException | Error refused) {
            free.release();
            throw refused;
        }
    }

    /** Takes nothing more, and waits for what was taken. */
    @Override
    public void close() {
        closed = true;
        try {
            free.tryAcquire(ALL, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
