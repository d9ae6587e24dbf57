package dev.raquel.internal.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Times and spans in milliseconds. Sums stop at the ends of the range, since rows may hold any number; what callers
 * give is refused if it is out of range.
 */
public final class Millis {

    private Millis() {}

    /** {@code time + span}, or the end of the range on that side. */
    public static long plus(long time, long span) {
        long sum = time + span;
        boolean overflown = ((time ^ sum) & (span ^ sum)) < 0;
        return overflown ? (span < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** A span, zero or more, that a caller gave under this name. */
    public static long ofSpan(String name, Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException(name + " is " + span + "; give zero or more");
        }
        return inRange(name, span, span::toMillis);
    }

    /**
     * A start time that a caller gave under this name: the claim index begins at 1970, an earlier start would never
     * come.
     */
    public static long ofStart(String name, Instant time) {
        long millis = ofTime(name, time);
        if (millis < 0) {
            throw new IllegalArgumentException(name + " is " + time + "; give a time since 1970");
        }
        return millis;
    }

    /** A time that a caller gave under this name. */
    public static long ofTime(String name, Instant time) {
        return inRange(name, time, time::toEpochMilli);
    }

    /** The first millisecond that is not before a time which a caller gave under this name. */
    public static long ofBound(String name, Instant time) {
        long millis = ofTime(name, time);
        return time.isAfter(Instant.ofEpochMilli(millis)) ? plus(millis, 1) : millis;
    }

    private static long inRange(String name, Object value, LongSupplier millis) {
        try {
            return millis.getAsLong();
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", beyond the range of 2^63-1 ms; give less", tooFar);
        }
    }
}
