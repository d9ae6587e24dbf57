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
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            int cut = 0;
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                cut += node.proxy().cutAll();
                Arena.last(random, Duration.ofMillis(20), Duration.ofMillis(400));
            }
            return cut;
        });
    }
}
