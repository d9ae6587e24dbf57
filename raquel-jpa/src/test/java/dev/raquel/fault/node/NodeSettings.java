package dev.raquel.fault.node;

import java.time.Duration;
import java.util.List;

/**
 * What a node is started with.
 *
 * @param name of the node
 * @param url of its database, with the timeouts that the driver needs so that nothing hangs for ever
 * @param user of the database
 * @param password of the user; may be empty
 * @param queues the names of those that it handles, with commas between them
 * @param seed of its statement faults
 */
public record NodeSettings(String name, String url, String user, String password, String queues, long seed) {

    /** When a silent node's jobs are taken over. */
    public static final Duration RECLAIM_AFTER = Duration.ofSeconds(3);

    /** How long a stop waits for handlers. */
    public static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    /** When a driver gives up to wait for an answer. */
    public static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);

    /** When a database that was told to ends the transaction of a client of which it hears nothing. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(4);

    static final int POOL_SIZE = 30;

    /** As a command line has it. */
    public List<String> arguments() {
        return List.of(name, url, user, password, queues, Long.toString(seed));
    }

    static NodeSettings of(String[] arguments) {
        return new NodeSettings(
                arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], Long.parseLong(arguments[5]));
    }
}
