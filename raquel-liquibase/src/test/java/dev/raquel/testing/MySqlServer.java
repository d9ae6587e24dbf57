package dev.raquel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The MySQL 8.0.15 that lies in an artifact made for Presto's tests, unpacked and run in a temporary directory. */
final class MySqlServer {

    private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

    private static @Nullable MySqlServer only;

    private final Path home;
    private final int port;

    /** Why this machine cannot run it; empty if it can. */
    private final String obstacle;

    private MySqlServer() throws IOException {
        home = Files.createTempDirectory("raquel-mysql-");
        port = freePort();
        unpack();
        var version = Ended.run(mysqld("--version"));
        obstacle = version.status == 0 ? "" : version.output;
        if (obstacle.isEmpty()) {
            Ended.run(mysqld("--initialize-insecure")).orFail();
            start();
        } else {
            delete(home);
        }
    }

    /** The JVM's only one. Skips the test where there cannot be one. */
    static synchronized MySqlServer running() {
        if (only == null) {
            try {
                only = new MySqlServer();
            } catch (IOException e) {
                throw new UncheckedIOException("MySQL does not start", e);
            }
        }
        assumeTrue(
                only.obstacle.isEmpty(),
                "MySQL is not tested here, because its server does not run. It needs Linux on x86-64 and libaio"
                        + " (Debian: apt-get install libaio1). It says: " + only.obstacle);
        return only;
    }

    int port() {
        return port;
    }

    private void unpack() throws IOException {
        var archive = home.resolve("mysql.tar.gz");
        try (var in = requireNonNull(MySqlServer.class.getResourceAsStream(ARCHIVE), ARCHIVE)) {
            Files.copy(in, archive);
        }
        Ended.run(List.of("tar", "-xzf", archive.toString(), "-C", home.toString()))
                .orFail();
        Files.delete(archive);
    }

    private void start() throws IOException {
        var mysqld = new ProcessBuilder(mysqld(
                        "--port=" + port,
                        "--bind-address=localhost",
                        "--socket=" + home.resolve("mysql.sock"),
                        "--skip-mysqlx",
                        "--skip-ssl",
                        "--max-connections=200",
                        // A test server need not survive a power cut.
                        "--skip-log-bin",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-doublewrite=0"))
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop(mysqld);
            delete(home);
        }));
        awaitReady(mysqld.inputReader(UTF_8));
    }

    private List<String> mysqld(String... arguments) {
        var command = new ArrayList<>(List.of(
                home.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + home.resolve("data"),
                "--lc-messages-dir=" + home.resolve("share")));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        var said = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.contains("ready for connections")) {
                drain(output);
                return;
            }
        }
        throw new IOException("mysqld ended: " + String.join("\n", said));
    }

    /** So that the server never waits for somebody to read what it says. */
    private static void drain(BufferedReader output) {
        var drain = new Thread(() -> output.lines().forEach(line -> {}), "mysqld-output");
        drain.setDaemon(true);
        drain.start();
    }

    private static void stop(Process mysqld) {
        mysqld.destroy();
        try {
            if (!mysqld.waitFor(20, TimeUnit.SECONDS)) {
                mysqld.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            mysqld.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A command that has run to its end. */
    private record Ended(List<String> command, int status, String output) {

        static Ended run(List<String> command) throws IOException {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            try {
                return new Ended(command, process.waitFor(), output.strip());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted: " + command, e);
            }
        }

        void orFail() throws IOException {
            if (status != 0) {
                throw new IOException(command + " ended with " + status + ": " + output);
            }
        }
    }
}
