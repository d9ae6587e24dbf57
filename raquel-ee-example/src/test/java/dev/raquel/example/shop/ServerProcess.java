package dev.raquel.example.shop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server with the shop on it, as a process of its own: one that can be killed. Its base directory (configuration,
 * data, deployments) is a fresh copy for each instance of this class, and stays through kill and start.
 */
abstract class ServerProcess {

    private static final int HTTP = 8080;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final int portOffset;
    private final Path base;

    private Process process;

    /** A server of this name, whose ports are so much higher than usual. */
    ServerProcess(String name, int portOffset) throws IOException {
        this.name = name;
        this.portOffset = portOffset;
        base = Path.of(System.getProperty("shop.servers")).resolve(name);
        DirectoryTree.delete(base);
        Files.createDirectories(base);
    }

    /** Makes a PostgreSQL database its default datasource, as an administrator would do. */
    abstract void useDatabase(TestDatabase database) throws IOException, InterruptedException;

    /** What runs it in the foreground. */
    abstract ProcessBuilder command() throws IOException;

    /** Whether it has tried to deploy the shop and could not. */
    abstract boolean failed();

    /** Starts it and returns when the shop answers. */
    final void start() throws IOException {
        Path output = output();
        process = command()
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
    final void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(process.waitFor(10, SECONDS)).as("the server is gone").isTrue();
    }

    /** SIGTERM: an orderly shutdown. */
    final void stop() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        if (process.descendants().findAny().isEmpty()) {
            process.destroy();
        }
        assertThat(process.waitFor(60, SECONDS)).as("the server stops").isTrue();
    }

    final HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(HTTP).resolve(path)));
    }

    /** Asks at another of its ports, given as it usually is. */
    final HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(address(port).resolve(path)));
    }

    final HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(address(HTTP).resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** All that it has logged. */
    final String log() throws IOException {
        return Files.readString(output());
    }

    final String name() {
        return name;
    }

    final int portOffset() {
        return portOffset;
    }

    final Path base() {
        return base;
    }

    static Path war() {
        return Path.of(System.getProperty("shop.war"));
    }

    private Path output() {
        return base.resolve("server.out");
    }

    private URI address(int port) {
        return URI.create("http://127.0.0.1:" + (port + portOffset) + "/");
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
}
