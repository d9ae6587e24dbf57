package dev.raquel.cdi.it.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Payara's own command. */
final class Asadmin {

    private static final int MINUTES = 3;

    private final Jdk jdk;
    private final Path payaraHome;
    private final Path output;
    private final int port;

    /** With the server's administration at this port. Each command's output goes to that file. */
    Asadmin(Jdk jdk, Path payaraHome, Path output, int port) {
        this.jdk = jdk;
        this.payaraHome = payaraHome;
        this.output = output;
        this.port = port;
    }

    /** Runs a command; throws with what it said if it fails. */
    void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                jdk.home().resolve("bin/java").toString(),
                "-jar",
                payaraHome.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--port",
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Or else the server itself would run on the JDK of the tests.
        builder.environment().put("AS_JAVA", jdk.home().toString());
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        try {
            await(builder.start(), arguments);
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }

    private void await(Process process, String... arguments) throws IOException {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw failed("did not end within " + MINUTES + " minutes", arguments);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != 0) {
            throw failed("ended with " + process.exitValue(), arguments);
        }
    }

    private IllegalStateException failed(String how, String... arguments) throws IOException {
        return new IllegalStateException(
                "asadmin " + String.join(" ", arguments) + " " + how + ":\n" + java.nio.file.Files.readString(output));
    }
}
