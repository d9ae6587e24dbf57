package dev.raquel.cdi.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param version the feature release, such as 25
 */
record Jdk(Path home, int version) {

    /** The one that runs this. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * One of this version or later: the running one, or else the newest of those that an environment variable such as
     * {@code JAVA_HOME_25_X64} names or that are installed beside it.
     */
    static Optional<Jdk> atLeast(int version) {
        Jdk running = running();
        if (running.version >= version) {
            return Optional.of(running);
        }
        return Stream.concat(named(), beside(running.home))
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.version >= version)
                .max(Comparator.comparingInt(Jdk::version));
    }

    private static Stream<Path> named() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().matches("(JAVA|JDK).*HOME.*|.*(JAVA|JDK)_?\\d*_HOME"))
                .map(variable -> Path.of(variable.getValue()));
    }

    private static Stream<Path> beside(Path home) {
        Path parent = home.getParent();
        if (parent == null) {
            return Stream.empty();
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            return siblings.toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static Optional<Jdk> at(Path home) {
        Properties release = new Properties();
        try (var file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty() || !Files.isExecutable(home.resolve("bin/java"))
                ? Optional.empty()
                : Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
    }
}
