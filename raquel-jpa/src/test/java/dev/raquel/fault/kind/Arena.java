package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.site.Site;
import dev.raquel.fault.wire.TcpProxy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A database and the nodes that share it.
 *
 * @param site the database
 * @param nodes the nodes
 * @param enqueuer what is between the database and whoever enqueues
 * @param findings told of what must not be
 */
public record Arena(Site site, Nodes nodes, TcpProxy enqueuer, Consumer<String> findings) {

    /** What a fault does to a node while no other fault does; returns how many it has struck of what it strikes. */
    interface OnNode {
        int strike(NodeProcess node) throws InterruptedException;
    }

    /** Lets something happen to one node. */
    int onOne(Random random, OnNode what) throws InterruptedException {
        NodeProcess node = nodes.take(random);
        try {
            return what.strike(node);
        } finally {
            nodes.giveBack(node);
        }
    }

    /** Lets time go by, so that a fault lasts. */
    static void last(Random random, Duration least, Duration most) throws InterruptedException {
        long millis = least.toMillis() + random.nextLong(most.toMillis() - least.toMillis() + 1);
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
