package dev.raquel.fault.kind;

import dev.raquel.fault.node.NodeProcess;
import java.util.Random;

/** A node is asked to end, and another one started. */
final class Terminated implements Fault {

    @Override
    public String name() {
        return "node stopped in good order (SIGTERM), another started";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        NodeProcess node = arena.nodes().take(random);
        String wrong = arena.nodes().terminate(node);
        if (!wrong.isEmpty()) {
            arena.findings().accept(wrong);
        }
        arena.nodes().startOne(random);
        return 1;
    }
}
