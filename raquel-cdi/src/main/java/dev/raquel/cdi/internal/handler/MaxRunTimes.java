package dev.raquel.cdi.internal.handler;

import dev.raquel.internal.lifecycle.MaxRunTime;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How handlers write down for how long they may run. */
final class MaxRunTimes {

    private MaxRunTimes() {}

    /** The time; null for no limit. */
    static @Nullable Duration of(String stated) {
        return stated.isEmpty() ? null : Duration.parse(stated);
    }

    /** What is wrong with what is stated, and what to do; empty if nothing is. */
    static Optional<String> problem(String stated) {
        try {
            return Optional.ofNullable(of(stated)).flatMap(MaxRunTime::problem);
        } catch (DateTimeParseException unreadable) {
            return Optional.of("give a duration such as PT30M");
        }
    }
}
