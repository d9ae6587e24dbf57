package dev.raquel.fault.node;

import dev.raquel.fault.wire.TcpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node as the test sees it: a process, and the proxy between it and the database. Used by one thread at a time. */
public final class NodeProcess {

    /** What a JVM ends with that was asked to end, and has done what it does before. */
    public static final int ENDED_BY_SIGTERM = 128 + 15;

    private final NodeSettings settings;
    private final TcpProxy proxy;
    private final WrongClock clock;
    private final Process process;

    private NodeProcess(NodeSettings settings, TcpProxy proxy, WrongClock clock, Process process) {
        this.settings = settings;
        this.proxy = proxy;
        this.clock = clock;
        this.process = process;
    }

    /** What starts a node with these settings, in a small JVM of this Java's. */
    public static List<String> command(NodeSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NodeMain.class.getName()));
        command.addAll(settings.arguments());
        return command;
    }

    /** Starts one whose settings lead through the proxy, and waits until it is ready or has ended. */
    static NodeProcess start(NodeSettings settings, TcpProxy proxy, WrongClock clock, Path log) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command(settings)).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            clock.addTo(builder.environment());
            Process process = builder.start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.equals("ready")) {
                line = output.readLine();
            }
            NodeProcess node = new NodeProcess(settings, proxy, clock, process);
            if (line == null) {
                node.awaitEnd(30);
            }
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return settings.name();
    }

    public String queues() {
        return settings.queues();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What is between it and the database. */
    public TcpProxy proxy() {
        return proxy;
    }

    /** The wall clock that it sees. */
    public WrongClock clock() {
        return clock;
    }

    /** Has it do what {@link NodeMain} knows. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " does not listen", e);
        }
    }

    /** What it takes the time to be, in milliseconds. */
    public long wallClock() {
        return ask("time");
    }

    /** The number that it says when it is told this. */
    public long ask(String line) {
        tell(line);
        return Long.parseLong(awaitLine());
    }

    /** The line that it says next. */
    public String awaitLine() {
        try {
            String line = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (line == null) {
                throw new IllegalStateException(name() + " has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " says nothing", e);
        }
    }

    /** Ends it at once. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(10);
        proxy.close();
    }

    /** Asks it to end, and says whether it did so within these seconds; if not, it is killed. */
    public boolean terminate(long seconds) {
        process.toHandle().destroy(); // the process's own would end its input, too, at which it dies at once
        boolean ended = awaitEnd(seconds);
        kill();
        return ended;
    }

    /** What it ended with. */
    public int exitCode() {
        return process.exitValue();
    }

    private boolean awaitEnd(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
