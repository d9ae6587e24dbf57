package dev.raquel.cdi.internal.server;

import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.WorkerThreads;
import dev.raquel.internal.runner.ThreadAllowance;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The threads that handlers run on: as many as their queues ask for, made by the server for us alone, or those of a
 * managed executor that the application names.
 */
public final class HandlerThreads implements AutoCloseable {

    private static final Duration TIME_TO_START = Duration.ofMillis(250);
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);

    private final Executor executor;
    private final ThreadAllowance<Runnable> allowance;
    private final @Nullable ThreadPoolExecutor own;

    private HandlerThreads(Executor executor, ThreadAllowance<Runnable> allowance, @Nullable ThreadPoolExecutor own) {
        this.executor = executor;
        this.allowance = allowance;
        this.own = own;
    }

    /** Those for the handlers whose queues are not paused. */
    public static HandlerThreads of(Collection<QueueHandler> handlers, Settings settings, ServerResources server) {
        int asked = handlers.stream()
                .filter(handler -> !handler.settings().paused())
                .mapToInt(QueueHandler::concurrency)
                .sum();
        return settings.executor()
                .map(name -> new HandlerThreads(
                        server.executor(name), ThreadAllowance.measured(name, asked, TIME_TO_START), null))
                .orElseGet(() -> ofOurOwn(Math.max(1, asked), server));
    }

    private static HandlerThreads ofOurOwn(int most, ServerResources server) {
        ThreadPoolExecutor pool = WorkerThreads.pool(most, "handlers", server.threads());
        return new HandlerThreads(pool, ThreadAllowance.enough(), pool);
    }

    public Executor executor() {
        return executor;
    }

    public ThreadAllowance<Runnable> allowance() {
        return allowance;
    }

    /**
     * Ends those that are ours. The dispatcher must be stopped: what still runs has been interrupted already. What does
     * not end in a moment is warned about.
     */
    @Override
    public void close() {
        if (own != null) {
            WorkerThreads.end(own, TIME_TO_END);
        }
    }
}
