package dev.raquel.cdi.internal;

import dev.raquel.internal.dispatch.DispatcherSettings;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How the node behaves, by the system properties whose names are listed first. */
@Dependent
class Settings {

    static final String NODE_NAME = "raquel.node-name";
    static final String POLL_INTERVAL = "raquel.poll-interval";
    static final String RECLAIM_AFTER = "raquel.reclaim-after";
    static final String SHUTDOWN_TIMEOUT = "raquel.shutdown-timeout";

    private static final int LONGEST_NODE_NAME = 200;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final UnaryOperator<@Nullable String> properties;

    /** Reads the system properties. */
    Settings() {
        this(System::getProperty);
    }

    Settings(UnaryOperator<@Nullable String> properties) {
        this.properties = properties;
    }

    /** The settings, with defaults for all that is not set. */
    DispatcherSettings dispatcher() {
        DispatcherSettings defaults = DispatcherSettings.defaults();
        return new DispatcherSettings(
                nodeName(defaults.nodeName()),
                duration(POLL_INTERVAL, SHORTEST, defaults.pollInterval()),
                duration(RECLAIM_AFTER, SHORTEST, defaults.reclaimAfter()),
                duration(SHUTDOWN_TIMEOUT, Duration.ZERO, defaults.shutdownTimeout()));
    }

    private String nodeName(String otherwise) {
        String name = properties.apply(NODE_NAME);
        if (name == null) {
            return otherwise;
        }
        if (name.isBlank() || name.length() > LONGEST_NODE_NAME) {
            throw new IllegalArgumentException(
                    Messages.badSetting(NODE_NAME, name, "Give a name of 1 to " + LONGEST_NODE_NAME + " characters"));
        }
        return name;
    }

    private Duration duration(String property, Duration shortest, Duration otherwise) {
        String value = properties.apply(property);
        if (value == null) {
            return otherwise;
        }
        Duration duration = parse(value);
        if (duration == null || duration.compareTo(shortest) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(Messages.badSetting(
                    property,
                    value,
                    "Give a duration such as PT5S, or milliseconds, from " + shortest.toMillis() + " ms to "
                            + LONGEST.toDays() + " days"));
        }
        return duration;
    }

    private static @Nullable Duration parse(String value) {
        String text = value.strip();
        try {
            return text.matches("\\d+") ? Duration.ofMillis(Long.parseLong(text)) : Duration.parse(text);
        } catch (DateTimeParseException | NumberFormatException unreadable) {
            return null;
        }
    }
}
