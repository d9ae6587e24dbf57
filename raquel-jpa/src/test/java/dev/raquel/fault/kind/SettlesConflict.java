package dev.raquel.fault.kind;

import dev.raquel.fault.site.PostgresSite;
import java.time.Duration;
import java.util.Random;

/** Updates that settle jobs fail now and then as deadlocks and serialization failures do. */
final class SettlesConflict implements Fault {

    @Override
    public String name() {
        return "settling fails by deadlock or serialization failure";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        PostgresSite site = (PostgresSite) arena.site();
        long[] before = new long[1];
        site.whileRunning(() -> {
            before[0] = site.conflicts();
            site.conflictWith(0.2);
        });
        Arena.last(random, Duration.ofSeconds(1), Duration.ofSeconds(3));
        long[] after = new long[1];
        site.whileRunning(() -> {
            site.conflictWith(0);
            after[0] = site.conflicts();
        });
        return (int) (after[0] - before[0]);
    }
}
