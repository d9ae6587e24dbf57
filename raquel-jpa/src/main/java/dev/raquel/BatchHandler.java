package dev.raquel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs for many jobs of a queue at once. Must be safe for use by many threads if the queue's concurrency is
 * greater than one.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface BatchHandler<T extends @Nullable Object> {

    /**
     * Handles jobs in one transaction, unless the handling is {@link Handling#NON_TRANSACTIONAL}. Returning means
     * success of each that has stated no other outcome. If it throws, or if one of the outcomes does not keep what the
     * handler wrote, everything is rolled back, nothing is counted, and the jobs are handled again as lists of one;
     * only what comes of that counts. Jobs that have failed before always come alone.
     *
     * @param jobs at least one, in the order of their start times; only to be used while this method runs
     * @throws Exception to have each of them handled alone, or, if there is but one, to fail it
     */
    void handle(List<Job<T>> jobs) throws Exception;
}
