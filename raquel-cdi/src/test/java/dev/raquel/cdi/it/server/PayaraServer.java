package dev.raquel.cdi.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Payara that starts with a fresh domain and ends with this JVM at the latest. */
final class PayaraServer {

    private static final String DOMAIN = "raquel";
    private static final int HTTP = 8080;
    private static final int ADMINISTRATION = 4848;
    private static final int SECONDS_TO_STOP = 60;

    private final Path home;
    private final int portOffset;
    private final Path directory;
    private final Asadmin asadmin;

    PayaraServer(Jdk jdk, Path home, int portOffset) {
        this.home = home;
        this.portOffset = portOffset;
        directory = home.resolve("domains-of-tests");
        asadmin = new Asadmin(jdk, home, home.resolve("asadmin.log"), ADMINISTRATION + portOffset);
    }

    void start() {
        try {
            layOutDomain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        asadmin.run("start-domain", "--domaindir", directory.toString(), DOMAIN);
    }

    /** Where a startup bean fails, asadmin tells only that; why is in the log. */
    void deploy(String name, Path war) {
        long before = causesInLog().count();
        try {
            asadmin.run("deploy", "--name", name, "--contextroot", name, war.toString());
        } catch (IllegalStateException refused) {
            String causes = causesInLog().skip(before).distinct().collect(Collectors.joining("\n"));
            throw new IllegalStateException(refused.getMessage() + "\nIn the server's log:\n" + causes, refused);
        }
    }

    private Stream<String> causesInLog() {
        try {
            return Files.readAllLines(directory.resolve(DOMAIN).resolve("logs/server.log"), StandardCharsets.ISO_8859_1)
                    .stream()
                    .filter(line -> line.contains("Caused by: "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void undeploy(String name) {
        asadmin.run("undeploy", name);
    }

    /** In the usual way of a service, which stops the server in order. */
    void stop() {
        process().ifPresent(process -> {
            process.destroy();
            try {
                process.onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        });
    }

    int httpPort() {
        return HTTP + portOffset;
    }

    /** Where the domain is, and room for other files. */
    Path directory() {
        return directory;
    }

    /** The one that comes with the distribution, on other ports, and with none of what an earlier run left. */
    private void layOutDomain() throws IOException {
        delete(directory);
        Path original = home.resolve("glassfish/domains/domain1");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path copy = directory
                        .resolve(DOMAIN)
                        .resolve(original.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path settings = directory.resolve(DOMAIN).resolve("config/domain.xml");
        Files.writeString(settings, PayaraDomain.settings(Files.readString(settings), portOffset));
    }

    private Optional<ProcessHandle> process() {
        try {
            String id = Files.readString(directory.resolve(DOMAIN).resolve("config/pid"))
                    .strip();
            return ProcessHandle.of(Long.parseLong(id));
        } catch (IOException notStarted) {
            return Optional.empty();
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
