package dev.raquel.internal.store;

import java.util.ArrayList;
import java.util.List;

/** Lists of parameters, filled up to a power of two, so that there are few different statements to prepare and plan. */
public final class Ids {

    private Ids() {}

    /** These values, with the last one repeated until the length is a power of two. */
    public static <T> List<T> padded(List<T> values) {
        int length = Integer.highestOneBit(Math.max(1, values.size() * 2 - 1));
        List<T> padded = new ArrayList<>(values);
        while (padded.size() < length) {
            padded.add(values.get(values.size() - 1));
        }
        return padded;
    }
}
