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
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            node.tell("exhaust");
            Arena.last(random, NodeSettings.RECLAIM_AFTER, NodeSettings.RECLAIM_AFTER.plusSeconds(2));
            return (int) node.ask("release");
        });
    }
}
