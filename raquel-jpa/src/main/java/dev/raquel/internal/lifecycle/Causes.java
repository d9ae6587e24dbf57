package dev.raquel.internal.lifecycle;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What led to an error. */
public final class Causes {

    /** Causes may go round in circles. */
    private static final int DEEPEST = 20;

    private Causes() {}

    /** Whether an error, or one of those that led to it, is so. */
    public static boolean any(Throwable error, Predicate<Throwable> isSo) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(isSo);
    }
}
