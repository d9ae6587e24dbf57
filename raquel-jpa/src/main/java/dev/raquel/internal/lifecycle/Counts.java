package dev.raquel.internal.lifecycle;

/** Numbers that only grow, and stop at the end of the range, since rows may hold any. */
public final class Counts {

    private Counts() {}

    /** The next number, or the last one that there is. */
    public static int oneMore(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }
}
