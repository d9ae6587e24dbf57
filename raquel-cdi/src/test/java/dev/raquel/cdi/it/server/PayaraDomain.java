package dev.raquel.cdi.it.server;

import java.util.regex.Pattern;

/** The settings of a domain, as text: cheaper than a command of the server's for each. */
final class PayaraDomain {

    private static final Pattern PORT = Pattern.compile("(\\bport=\"?|JMS_PROVIDER_PORT\" value=\")(\\d{4})\\b");

    private PayaraDomain() {}

    /**
     * The domain that the distribution brings, for tests: each port is moved by so much, nothing looks for other
     * servers in the network, jobs are found by wake-ups only, and transactions time out within a test.
     */
    static String settings(String usual, int portOffset) {
        String elsewhere =
                PORT.matcher(usual).replaceAll(port -> port.group(1) + (Integer.parseInt(port.group(2)) + portOffset));
        return elsewhere
                .replace(
                        "<hazelcast-config-specific-configuration>",
                        "<hazelcast-config-specific-configuration enabled=\"false\">")
                .replaceFirst(
                        "<jvm-options>-Xmx",
                        "<jvm-options>-Draquel.poll-interval=PT30M</jvm-options>\n<jvm-options>-Xmx")
                .replaceFirst("<transaction-service ", "<transaction-service timeout-in-seconds=\"10\" ");
    }
}
