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
    public void strike(Arena arena, Random random) throws InterruptedException {
        PostgresSite site = (PostgresSite) arena.site();
        site.whileRunning(() -> site.conflictWith(0.2));
        Arena.last(random, Duration.ofSeconds(1), Duration.ofSeconds(3));
        site.whileRunning(() -> site.conflictWith(0));
    }
}
