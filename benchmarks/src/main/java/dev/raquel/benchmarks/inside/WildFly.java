package dev.raquel.benchmarks.inside;

import dev.raquel.benchmarks.throughput.Handlers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A WildFly with the application, a process of its own, made ready by a script of the example. */
final class WildFly implements AutoCloseable {

    /** Where the build has unpacked it. */
    private static final Path HOME = Path.of(System.getProperty("wildfly"));

    private static final Path SCRIPTS = Path.of(System.getProperty("scripts"));
    private static final int PORT_OFFSET = 400;
    private static final URI ROUND = URI.create("http://127.0.0.1:" + (8080 + PORT_OFFSET) + "/inside/round");
    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;

    private WildFly(Process process) {
        this.process = process;
    }

    /**
     * Starts one whose datasource is what the script makes it, with options of the JVM and its files in a directory.
     */
    static WildFly started(String script, List<String> options, Path under) throws IOException, InterruptedException {
        Path base = Files.createTempDirectory(Files.createDirectories(under), "wildfly");
        copy(HOME.resolve("standalone/configuration"), base.resolve("configuration"));
        run(CliCommandBuilder.of(HOME)
                .addJavaOption("-Djboss.server.base.dir=" + base)
                .addJavaOption("-Dpostgresql.jar=" + Application.jar(Driver.class))
                .addCliArgument("--resolve-parameter-values")
                .setScriptFile(SCRIPTS.resolve(script))
                .build());
        Application.writeTo(Files.createDirectories(base.resolve("deployments")));
        WildFly server = new WildFly(new ProcessBuilder(StandaloneCommandBuilder.of(HOME)
                        .setBaseDirectory(base)
                        .addJavaOption("-Djboss.socket.binding.port-offset=" + PORT_OFFSET)
                        .addJavaOptions(options)
                        .build())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("server.out").toFile())
                .start());
        try {
            server.awaitDeployment(base);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    /** How many seconds the observer of a kind takes for so many jobs. */
    double observed(Kind kind, Handlers handlers, int jobs) throws IOException, InterruptedException {
        return round(kind, handlers, jobs, "");
    }

    /** How many seconds its hand-written loop takes, on so many threads. */
    double written(Kind kind, Handlers handlers, int jobs, int threads) throws IOException, InterruptedException {
        return round(kind, handlers, jobs, "&threads=" + threads);
    }

    private double round(Kind kind, Handlers handlers, int jobs, String more) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("?kind=" + kind + "&handlers=" + handlers + "&jobs=" + jobs + more);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(kind + more + ": " + answer.body());
        }
        return Double.parseDouble(answer.body());
    }

    private void awaitDeployment(Path base) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_NANOS;
        Path failed = base.resolve("deployments").resolve(Application.NAME + ".failed");
        while (!answers()) {
            if (!process.isAlive() || Files.exists(failed) || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("WildFly does not run the application, see " + base);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(ROUND + query)).build(), BodyHandlers.ofString());
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(from)) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JBOSS_HOME", HOME.toString());
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("Exit code " + exit + " of " + command);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
