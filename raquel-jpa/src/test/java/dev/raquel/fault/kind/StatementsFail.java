package dev.raquel.fault.kind;

import java.time.Duration;
import java.util.Random;

/** Every fifth statement, commit or connection of a node fails, before or after it has taken effect. */
final class StatementsFail implements Fault {

    @Override
    public String name() {
        return "every fifth JDBC call of a node fails, before or after its effect";
    }

    @Override
    public void strike(Arena arena, Random random) throws InterruptedException {
        arena.onOne(random, node -> {
            node.tell("fail 0.2");
            try {
                Arena.last(random, Duration.ofSeconds(2), Duration.ofSeconds(5));
            } finally {
                node.tell("fail 0");
            }
        });
    }
}
