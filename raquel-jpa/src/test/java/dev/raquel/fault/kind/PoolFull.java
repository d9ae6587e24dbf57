package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeSettings;
import java.util.Random;

/** A node's pool has no connection left, for so long that leases run out. */
final class PoolFull implements Fault {

    @Override
    public String name() {
        return "a node's connection pool is full";
    }

    @Override
    public void strike(Arena arena, Random random) throws InterruptedException {
        arena.onOne(random, node -> {
            long millis = NodeSettings.RECLAIM_AFTER.toMillis() + random.nextInt(2_000);
            node.tell("exhaust " + millis);
            Arena.last(random, NodeSettings.RECLAIM_AFTER, NodeSettings.RECLAIM_AFTER.plusSeconds(2));
        });
    }
}
