package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeSettings;
import java.util.Random;

/** Nothing comes through between a node and the database, and neither is told. */
final class CableOut implements Fault {

    @Override
    public String name() {
        return "network swallows what a node and the database send";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            node.proxy().swallow();
            try {
                Arena.last(random, NodeSettings.SOCKET_TIMEOUT, NodeSettings.RECLAIM_AFTER.multipliedBy(2));
            } finally {
                node.proxy().restore();
            }
            return 1;
        });
    }
}
