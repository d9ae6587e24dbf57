package dev.raquel;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often and how late a failed job is run again. Immutable; written into the job's row when it is enqueued.
 *
 * <p>The delay before retry number n is {@code backoffBase * 2^(n-1)}, but no less than {@code minDelay} and no more
 * than {@code maxDelay}: with the defaults 1 s, 2 s, 4 s and so on up to 12 hours.
 *
 * @param maxRetries how many retries a job gets, so that {@code maxRetries + 1} failed attempts exhaust it; null for no
 *     limit
 * @param minDelay the shortest delay before a retry, in whole milliseconds
 * @param maxDelay the longest delay before a retry, in whole milliseconds, at most 2^31-1 of them (24.8 days)
 * @param backoffBase the delay before the first retry, doubled for each further one
 */
public record RetryPolicy(@Nullable Integer maxRetries, Duration minDelay, Duration maxDelay, Duration backoffBase) {

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** No limit on retries; delays from 1 second, doubling, up to 12 hours. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(null, Duration.ofSeconds(1), Duration.ofHours(12), Duration.ofSeconds(1));

    /**
     * Checks what is given.
     *
     * @param maxRetries see {@link #maxRetries()}
     * @param minDelay see {@link #minDelay()}
     * @param maxDelay see {@link #maxDelay()}
     * @param backoffBase see {@link #backoffBase()}
     * @throws IllegalArgumentException if a number or a delay is negative, a delay is over 2^31-1 ms, or the longest
     *     delay is shorter than the shortest
     */
    public RetryPolicy {
        if (maxRetries != null && maxRetries < 0) {
            throw new IllegalArgumentException(
                    "maxRetries is " + maxRetries + "; give 0 or more, or null for no limit");
        }
        requireDelay("minDelay", minDelay);
        requireDelay("maxDelay", maxDelay);
        requireDelay("backoffBase", backoffBase);
        if (maxDelay.compareTo(minDelay) < 0) {
            throw new IllegalArgumentException(
                    "maxDelay " + maxDelay + " is shorter than minDelay " + minDelay + "; give a longer maxDelay");
        }
    }

    /**
     * This policy with another limit on retries.
     *
     * @param maxRetries how many retries a job gets
     * @return the new policy
     * @throws IllegalArgumentException if {@code maxRetries} is negative
     */
    public RetryPolicy withMaxRetries(int maxRetries) {
        return new RetryPolicy(maxRetries, minDelay, maxDelay, backoffBase);
    }

    /**
     * This policy without a limit on retries.
     *
     * @return the new policy
     */
    public RetryPolicy withUnlimitedRetries() {
        return new RetryPolicy(null, minDelay, maxDelay, backoffBase);
    }

    /**
     * This policy with other bounds on the delay.
     *
     * @param minDelay the shortest delay before a retry
     * @param maxDelay the longest delay before a retry
     * @return the new policy
     * @throws IllegalArgumentException as the constructor
     */
    public RetryPolicy withDelays(Duration minDelay, Duration maxDelay) {
        return new RetryPolicy(maxRetries, minDelay, maxDelay, backoffBase);
    }

    /**
     * This policy with another first delay.
     *
     * @param backoffBase the delay before the first retry
     * @return the new policy
     * @throws IllegalArgumentException as the constructor
     */
    public RetryPolicy withBackoffBase(Duration backoffBase) {
        return new RetryPolicy(maxRetries, minDelay, maxDelay, backoffBase);
    }

    private static void requireDelay(String name, Duration delay) {
        Objects.requireNonNull(delay, name);
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + delay + "; give a delay from 0 to 2^31-1 ms (" + LONGEST + ")");
        }
    }
}
