package dev.raquel.fault.kind;

import java.time.Duration;
import java.util.Random;

/** All connections of a node are cut, some times in a row. */
final class ConnectionsCut implements Fault {

    @Override
    public String name() {
        return "a node's connections cut";
    }

    @Override
    public void strike(Arena arena, Random random) throws InterruptedException {
        arena.onOne(random, node -> {
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                node.proxy().cutAll();
                Arena.last(random, Duration.ofMillis(20), Duration.ofMillis(400));
            }
        });
    }
}
