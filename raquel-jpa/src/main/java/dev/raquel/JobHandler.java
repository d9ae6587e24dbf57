package dev.raquel;

import org.jspecify.annotations.Nullable;

/**
 * Code that runs for one job. In a server a CDI observer method takes its place.
 *
 * <p>Called by several threads at a time if its concurrency allows that.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface JobHandler<T extends @Nullable Object> {

    /**
     * Handles one attempt of a job. Returning means success, throwing means failure, unless the handler stated another
     * outcome through {@code job}.
     *
     * @param job the job
     * @throws Exception to fail this attempt; everything that the handler wrote is rolled back
     */
    void handle(Job<T> job) throws Exception;
}
