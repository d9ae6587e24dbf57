package dev.raquel.example.shop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A WildFly with the shop on it, as a process of its own: one that can be killed. Its base directory (configuration,
 * data, deployments) is a fresh copy for each instance of this class, and stays through kill and start.
 */
final class ServerProcess {

    private static final int PORT_OFFSET = 10_000;
    private static final URI ROOT = URI.create("http://127.0.0.1:" + (8080 + PORT_OFFSET) + "/");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path wildFly = Path.of(System.getProperty("shop.wildfly"));
    private final Path war = Path.of(System.getProperty("shop.war"));
    private final Path base;

    private Process process;

    ServerProcess(String name) throws IOException {
        base = Path.of(System.getProperty("shop.servers")).resolve(name);
        deleteTree(base);
        copyTree(wildFly.resolve("standalone/configuration"), base.resolve("configuration"));
        Path deployments = Files.createDirectories(base.resolve("deployments"));
        Files.copy(war, deployments.resolve(war.getFileName()));
    }

    /** Starts it and returns when the shop answers. */
    void start() throws IOException {
        var command = StandaloneCommandBuilder.of(wildFly)
                .setBaseDirectory(base)
                .addJavaOption("-Djboss.socket.binding.port-offset=" + PORT_OFFSET)
                .addJavaOption("-Draquel.reclaim-after=PT3S")
                .build();
        Path output = base.resolve("server.out");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        await("the shop, see " + output)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .failFast("It ended, or the deployment failed; see " + output, () -> !process.isAlive() || failed())
                .until(this::answers);
    }

    /** SIGKILL: no shutdown hook, no undeployment, no rollback by the server. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(process.waitFor(10, SECONDS)).as("the server is gone").isTrue();
    }

    /** SIGTERM: an orderly shutdown. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, SECONDS)).as("the server stops").isTrue();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(ROOT.resolve(path)));
    }

    HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(ROOT.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        try {
            return get("api/orders").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private boolean failed() {
        return Files.exists(base.resolve("deployments").resolve(war.getFileName() + ".failed"));
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : (Iterable<Path>) files.sorted((a, b) -> b.compareTo(a))::iterator) {
                    Files.delete(file);
                }
            }
        }
    }
}
