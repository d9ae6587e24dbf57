package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.site.Site;
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
 * @param findings told of what must not be
 */
public record Arena(Site site, Nodes nodes, Consumer<String> findings) {

    /** What a fault does to a node while no other fault does. */
    interface OnNode {
        void strike(NodeProcess node) throws InterruptedException;
    }

    /** Lets something happen to one node. */
    void onOne(Random random, OnNode what) throws InterruptedException {
        NodeProcess node = nodes.take(random);
        try {
            what.strike(node);
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
