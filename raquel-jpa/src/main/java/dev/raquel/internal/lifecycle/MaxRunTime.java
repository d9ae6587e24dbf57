package dev.raquel.internal.lifecycle;

import java.time.Duration;
import java.util.Optional;

/** How long a handler may be said to run. */
public final class MaxRunTime {

    private static final Duration LONGEST = Duration.ofDays(365);

    private MaxRunTime() {}

    /** What is wrong with one, to follow its value; empty if nothing is. */
    public static Optional<String> problem(Duration maxRunTime) {
        boolean fits = maxRunTime.compareTo(Duration.ZERO) > 0 && maxRunTime.compareTo(LONGEST) <= 0;
        return fits
                ? Optional.empty()
                : Optional.of("give more than zero and at most " + LONGEST.toDays() + " days, or nothing for no limit");
    }

    /** Refuses one that cannot be meant. */
    public static void require(Duration maxRunTime) {
        problem(maxRunTime).ifPresent(problem -> {
            throw new IllegalArgumentException("maxRunTime is " + maxRunTime + "; " + problem);
        });
    }
}
