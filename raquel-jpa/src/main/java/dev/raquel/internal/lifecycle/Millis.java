package dev.raquel.internal.lifecycle;

/** Sums of times and spans that stop at the ends of the range, since rows may hold any number. */
public final class Millis {

    private Millis() {}

    /** {@code time + span}, or the end of the range on that side. */
    public static long plus(long time, long span) {
        long sum = time + span;
        boolean overflown = ((time ^ sum) & (span ^ sum)) < 0;
        return overflown ? (span < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
