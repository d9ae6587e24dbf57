package dev.raquel.fault.kind;

import java.time.Duration;
import java.util.Random;

/** Every fifth statement or commit of a node fails, before or after it has taken effect, and other calls less often. */
final class StatementsFail implements Fault {

    @Override
    public String name() {
        return "a node's JDBC calls fail, before or after their effect";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            long before = node.ask("failed");
            node.tell("fail 0.2");
            try {
                Arena.last(random, Duration.ofSeconds(2), Duration.ofSeconds(5));
            } finally {
                node.tell("fail 0");
            }
            return (int) (node.ask("failed") - before);
        });
    }
}
