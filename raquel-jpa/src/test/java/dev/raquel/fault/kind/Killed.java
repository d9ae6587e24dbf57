package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeProcess;
import java.time.Duration;
import java.util.Random;

/** A node is killed, and another one started. */
final class Killed implements Fault {

    @Override
    public String name() {
        return "node killed (SIGKILL), another started";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        NodeProcess node = arena.nodes().take(random);
        Arena.last(random, Duration.ZERO, Duration.ofMillis(500));
        if (!arena.nodes().kill(node)) {
            arena.findings().accept(node.name() + " had died by itself");
        }
        arena.nodes().startOne(random);
        return 1;
    }
}
