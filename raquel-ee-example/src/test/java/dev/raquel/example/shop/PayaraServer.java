package dev.raquel.example.shop;

import dev.raquel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Payara with the shop on it, in its embedded database unless it is given another. */
final class PayaraServer extends ServerProcess {

    private static final String DOMAIN = "shop";
    private static final Pattern PORT = Pattern.compile("(\\bport=\"?|JMS_PROVIDER_PORT\" value=\")(\\d{4})\\b");

    private final Path payara = Path.of(System.getProperty("shop.payara"));
    private final Path domain;
    private final Path deployments;
    private final List<String> firstStart = new ArrayList<>();

    PayaraServer(String name, int portOffset) throws IOException {
        super(name, portOffset);
        domain = base().resolve(DOMAIN);
        deployments = domain.resolve("autodeploy");
        DirectoryTree.copy(payara.resolve("glassfish/domains/domain1"), domain);
        Files.createDirectories(deployments);
        Files.copy(war(), deployments.resolve(war().getFileName()));
        moveFromTheUsualPorts();
        addJavaOption("raquel.node-name", name);
        addJavaOption("raquel.reclaim-after", "PT3S");
    }

    @Override
    void useDatabase(TestDatabase database) throws IOException {
        Path driver = Path.of(System.getProperty("shop.postgresql"));
        Files.copy(driver, domain.resolve("lib").resolve(driver.getFileName()));
        addJavaOption("shop.database.url", database.jdbcUrl());
        addJavaOption("shop.database.user", database.user());
        addJavaOption("shop.database.password", database.password());
        firstStart.add("--prebootcommandfile=" + System.getProperty("shop.postgresql.asadmin"));
    }

    @Override
    ProcessBuilder command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                payara.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "start-domain",
                "--verbose",
                "--domaindir",
                base().toString()));
        command.addAll(firstStart);
        command.add(DOMAIN);
        firstStart.clear();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        return builder;
    }

    @Override
    boolean failed() {
        return Files.exists(deployments.resolve(war().getFileName() + "_deployFailed"));
    }

    /** And let it not look for other servers in the network. */
    private void moveFromTheUsualPorts() throws IOException {
        String usual = Files.readString(settings());
        Files.writeString(
                settings(),
                PORT.matcher(usual)
                        .replaceAll(port -> port.group(1) + (Integer.parseInt(port.group(2)) + portOffset()))
                        .replace(
                                "<hazelcast-config-specific-configuration>",
                                "<hazelcast-config-specific-configuration enabled=\"false\">"));
    }

    private void addJavaOption(String property, String value) throws IOException {
        String option = "<jvm-options>-D" + property + "=" + value.replace("&", "&amp;") + "</jvm-options>";
        Files.writeString(
                settings(),
                Files.readString(settings()).replaceFirst("(?=<jvm-options>-Xmx)", option + System.lineSeparator()));
    }

    private Path settings() {
        return domain.resolve("config/domain.xml");
    }
}
