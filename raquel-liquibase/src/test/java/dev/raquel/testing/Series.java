package dev.raquel.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of numbers, in SQL that every database understands, for filling others fast. */
public final class Series {

    private Series() {}

    /** A table with the column {@code n}: all numbers from 0 of so many decimal digits. */
    public static String from0(int digits) {
        String digit = IntStream.range(0, 10)
                .mapToObj(value -> "select " + value + " as d")
                .collect(Collectors.joining(" union all ", "(", ")"));
        String sum = IntStream.range(0, digits)
                .mapToObj(place -> "d" + place + ".d * " + (int) Math.pow(10, place))
                .collect(Collectors.joining(" + "));
        String tables = IntStream.range(0, digits)
                .mapToObj(place -> digit + " d" + place)
                .collect(Collectors.joining(" cross join "));
        return "(select " + sum + " as n from " + tables + ") numbers";
    }
}
