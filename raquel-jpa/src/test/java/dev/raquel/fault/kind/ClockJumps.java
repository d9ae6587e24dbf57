package dev.raquel.fault.kind;

import dev.raquel.fault.node.WrongClock;
import java.time.Duration;
import java.util.Random;

/** A node's wall clock jumps by up to two hours, and stays wrong. */
final class ClockJumps implements Fault {

    @Override
    public String name() {
        return "a node's wall clock jumps, to up to an hour ahead or behind";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        return arena.onOne(random, node -> {
            node.clock().set(WrongClock.any(random));
            Arena.last(random, Duration.ofMillis(500), Duration.ofMillis(2_000));
            return 1;
        });
    }
}
