package dev.raquel.cdi.internal.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting that we know.
 *
 * @param name its name; for a setting of queues what comes after the queue's name
 * @param reading makes a value of its text; null if that makes no sense
 * @param remedy which texts do
 * @param <T> the values
 */
record Setting<T>(String name, Function<String, @Nullable T> reading, String remedy) {

    private static final Duration LONGEST = Duration.ofDays(365);

    static Setting<Boolean> flag(String name) {
        return new Setting<>(
                name,
                text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null,
                "Say true or false");
    }

    static Setting<String> text(String name, int longest) {
        return new Setting<>(
                name,
                text -> text.isBlank() || text.length() > longest ? null : text,
                "Give a name of 1 to " + longest + " characters");
    }

    static Setting<Integer> number(String name, int most) {
        return new Setting<>(name, text -> wholeNumber(text.strip(), most), "Give a whole number from 1 to " + most);
    }

    static Setting<Duration> duration(String name, Duration shortest) {
        return duration(name, shortest, LONGEST);
    }

    static Setting<Duration> duration(String name, Duration shortest, Duration longest) {
        return new Setting<>(
                name,
                text -> within(shortest, longest, parse(text.strip())),
                "Give a duration such as PT5S, or milliseconds, from " + shortest.toMillis() + " ms to "
                        + longest.toDays() + " days");
    }

    static Setting<Duration> seconds(String name) {
        return new Setting<>(
                name,
                text -> {
                    Duration duration = within(Duration.ofSeconds(1), LONGEST, parse(text.strip()));
                    return duration == null || duration.getNano() != 0 ? null : duration;
                },
                "Give a duration of whole seconds such as PT30S, or milliseconds, from 1 s to " + LONGEST.toDays()
                        + " days");
    }

    /** The same of one queue. */
    Setting<T> ofQueue(String queue) {
        return new Setting<>(Settings.QUEUE_PREFIX + queue + "." + name, reading, remedy);
    }

    /** Whether a number stands there without a unit, so small that it may be meant as seconds. */
    boolean isFewMilliseconds(SettingValue found) {
        return found.text().strip().matches("\\d{1,3}")
                && reading.apply(found.text()) instanceof Duration duration
                && !duration.isZero();
    }

    /** The value as it was found. */
    T read(SettingValue found) {
        T value = reading.apply(found.textOf(name));
        if (value == null) {
            throw new IllegalArgumentException(SettingMessages.badSetting(name, found, remedy));
        }
        return value;
    }

    private static @Nullable Integer wholeNumber(String text, int most) {
        if (!text.matches("\\d{1,9}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > most ? null : number;
    }

    private static @Nullable Duration within(Duration shortest, Duration longest, @Nullable Duration duration) {
        return duration == null || duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0
                ? null
                : duration;
    }

    private static @Nullable Duration parse(String text) {
        try {
            return text.matches("\\d+") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
        } catch (DateTimeParseException | NumberFormatException unreadable) {
            return null;
        }
    }
}
