package dev.raquel.internal.lifecycle;

import dev.raquel.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The retry columns of a row, NULL where a foreign writer left them out, in milliseconds. The one place that knows what
 * NULL means.
 */
public record RetryLimits(
        @Nullable Integer maxRetryCount,
        @Nullable Integer minRetryDelay,
        @Nullable Integer maxRetryDelay,
        @Nullable Integer backoffBase) {

    /** The columns for a policy, complete. */
    public static RetryLimits of(RetryPolicy policy) {
        return new RetryLimits(
                policy.maxRetries(),
                Math.toIntExact(policy.minDelay().toMillis()),
                Math.toIntExact(policy.maxDelay().toMillis()),
                Math.toIntExact(policy.backoffBase().toMillis()));
    }

    /** The policy that the columns amount to: defaults for NULL, zero for what is negative, min where max is less. */
    public RetryPolicy policy() {
        return new RetryPolicy(
                maxRetryCount == null ? null : Integer.valueOf(Math.max(0, maxRetryCount)),
                Duration.ofMillis(minMillis()),
                Duration.ofMillis(maxMillis()),
                Duration.ofMillis(baseMillis()));
    }

    long minMillis() {
        return orDefault(minRetryDelay, RetryPolicy.DEFAULT.minDelay());
    }

    long maxMillis() {
        return Math.max(minMillis(), orDefault(maxRetryDelay, RetryPolicy.DEFAULT.maxDelay()));
    }

    long baseMillis() {
        return orDefault(backoffBase, RetryPolicy.DEFAULT.backoffBase());
    }

    /** Whether a job that has failed so often gets no further retry. */
    boolean exhaustedBy(int failures) {
        return maxRetryCount != null && failures > maxRetryCount;
    }

    private static long orDefault(@Nullable Integer column, Duration fallback) {
        return column == null ? fallback.toMillis() : Math.max(0, column);
    }
}
