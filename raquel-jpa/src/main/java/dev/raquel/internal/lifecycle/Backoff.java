package dev.raquel.internal.lifecycle;

/** How long a failed job waits: its base delay doubled with each failure, within the bounds of its policy. */
final class Backoff {

    private Backoff() {}

    /** The delay before retry number {@code failures}, in milliseconds: exact or clamped, never overflown. */
    static long delay(int failures, RetryLimits retry) {
        long delay = doubled(retry.baseMillis(), Math.max(1, failures) - 1);
        return Math.max(retry.minMillis(), Math.min(retry.maxMillis(), delay));
    }

    private static long doubled(long base, int times) {
        if (times <= 0) {
            return base;
        }
        boolean overflows = times >= Long.numberOfLeadingZeros(base);
        return overflows && base > 0 ? Long.MAX_VALUE : base << Math.min(times, Long.SIZE - 1);
    }
}
