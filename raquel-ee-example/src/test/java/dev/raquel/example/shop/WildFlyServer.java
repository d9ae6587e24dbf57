package dev.raquel.example.shop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A WildFly with the shop on it, in its embedded database unless it is given another. */
final class WildFlyServer extends ServerProcess {

    private static final int MANAGEMENT = 9990;

    private final Path wildFly = Path.of(System.getProperty("shop.wildfly"));
    private final Path deployments;
    private final List<String> javaOptions = new ArrayList<>();

    WildFlyServer(String name, int portOffset) throws IOException {
        super(name, portOffset);
        DirectoryTree.copy(wildFly.resolve("standalone/configuration"), base().resolve("configuration"));
        deployments = Files.createDirectories(base().resolve("deployments"));
        Files.copy(war(), deployments.resolve(war().getFileName()));
    }

    /** Gives it MicroProfile Health, as an administrator would do. */
    void addHealth() throws IOException, InterruptedException {
        administer(System.getProperty("shop.health.cli"));
    }

    @Override
    void useDatabase(TestDatabase database) throws IOException, InterruptedException {
        administer(System.getProperty("shop.postgresql.cli"));
        javaOptions.add("-Dshop.database.url=" + database.jdbcUrl());
        javaOptions.add("-Dshop.database.user=" + database.user());
        javaOptions.add("-Dshop.database.password=" + database.password());
    }

    @Override
    ProcessBuilder command() {
        return new ProcessBuilder(StandaloneCommandBuilder.of(wildFly)
                .setBaseDirectory(base())
                .addJavaOption("-Djboss.socket.binding.port-offset=" + portOffset())
                .addJavaOption("-Djboss.node.name=" + name())
                .addJavaOption("-Draquel.node-name=" + name())
                .addJavaOption("-Draquel.reclaim-after=PT3S")
                .addJavaOptions(javaOptions)
                .build());
    }

    @Override
    boolean failed() {
        return Files.exists(deployments.resolve(war().getFileName() + ".failed"));
    }

    /** Asks the server about itself, rather than the shop. */
    HttpResponse<String> getFromManagement(String path) {
        return get(MANAGEMENT, path);
    }

    /** Takes no more requests, until it is resumed. */
    void suspend() throws IOException, InterruptedException {
        tell(":suspend");
    }

    void resume() throws IOException, InterruptedException {
        tell(":resume");
    }

    private void tell(String operation) throws IOException, InterruptedException {
        administer(CliCommandBuilder.of(wildFly)
                .setConnection("127.0.0.1", MANAGEMENT + portOffset())
                .setCommand(operation));
    }

    private void administer(String script) throws IOException, InterruptedException {
        administer(CliCommandBuilder.of(wildFly)
                .addJavaOption("-Djboss.server.base.dir=" + base())
                .addJavaOption("-Dpostgresql.jar=" + System.getProperty("shop.postgresql"))
                .addCliArgument("--resolve-parameter-values")
                .setScriptFile(Path.of(script)));
    }

    private void administer(CliCommandBuilder command) throws IOException, InterruptedException {
        Path output = base().resolve("cli.out");
        ProcessBuilder builder =
                new ProcessBuilder(command.build()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JBOSS_HOME", wildFly.toString());
        Process cli = builder.start();
        assertThat(cli.waitFor(2, MINUTES)).isTrue();
        assertThat(cli.exitValue()).as(Files.readString(output)).isZero();
    }
}
