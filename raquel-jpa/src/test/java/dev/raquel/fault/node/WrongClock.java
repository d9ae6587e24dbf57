package dev.raquel.fault.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The wall clock that a node's process sees, set by libfaketime where that is installed; elsewhere nothing is wrong
 * with it. The JVM's steady timer goes on as it is. Used by one thread at a time.
 */
public final class WrongClock {

    private static final Duration MOST = Duration.ofHours(1);

    private static final Optional<Path> LIBRARY = List.of(
                    "/usr/lib/x86_64-linux-gnu/faketime",
                    "/usr/lib/aarch64-linux-gnu/faketime",
                    "/usr/lib64/faketime",
                    "/usr/lib/faketime")
            .stream()
            .map(directory -> Path.of(directory, "libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst();

    private final Path file;

    /** One that is set by this file, which need not be there. */
    WrongClock(Path file) {
        this.file = file;
    }

    /** Whether a clock can be wrong here. */
    public static boolean isPossible() {
        return LIBRARY.isPresent();
    }

    /** Up to an hour behind or ahead, or right now and then. */
    public static Duration any(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> MOST;
            case 2 -> MOST.negated();
            default -> Duration.ofSeconds(random.nextLong(2 * MOST.toSeconds()) - MOST.toSeconds());
        };
    }

    /** Lets the clock jump to so much before or after the right time. The process sees it within a second. */
    public void set(Duration off) {
        try {
            Path next = Files.writeString(Path.of(file + ".next"), String.format("%+ds%n", off.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process needs in its environment. */
    void addTo(Map<String, String> environment) {
        LIBRARY.ifPresent(library -> {
            environment.put("LD_PRELOAD", library.toString());
            environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
            environment.put("FAKETIME_CACHE_DURATION", "1");
            environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
            environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0"); // else waits of the JVM end at once
        });
    }
}
