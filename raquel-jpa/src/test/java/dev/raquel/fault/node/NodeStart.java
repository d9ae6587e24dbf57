package dev.raquel.fault.node;

import dev.raquel.fault.wire.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts nodes over one database, again and again if need be: one whose database is away while it starts ends.
 *
 * @param url of the database, through the node's proxy
 * @param user of the database
 * @param password of the user
 * @param logs where the nodes' logs go
 */
public record NodeStart(String url, String user, String password, Path logs) {

    private static final long PATIENCE_SECONDS = 90;

    /** Returns a node that is ready, with a wall clock that is wrong by so much. */
    public NodeProcess start(String name, String queues, long seed, Duration wrongBy, TcpProxy proxy) {
        NodeSettings settings = new NodeSettings(name, url, user, password, queues, seed);
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Path log = logs.resolve(name + ".log");
        WrongClock clock = new WrongClock(logs.toAbsolutePath().resolve(name + ".clock"));
        clock.set(wrongBy);
        NodeProcess node = NodeProcess.start(settings, proxy, clock, log);
        while (!node.isAlive() && System.nanoTime() < giveUpAt) {
            node = NodeProcess.start(settings, proxy, clock, log);
        }
        if (!node.isAlive()) {
            throw new IllegalStateException(name + " does not start; see " + log);
        }
        return node;
    }
}
