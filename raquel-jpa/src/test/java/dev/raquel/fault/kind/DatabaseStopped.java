package dev.raquel.fault.kind;

import dev.raquel.fault.site.PostgresSite;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** The database is stopped, and started again after a while. */
final class DatabaseStopped implements Fault {

    private final PostgresSite.Stop how;

    DatabaseStopped(PostgresSite.Stop how) {
        this.how = how;
    }

    @Override
    public String name() {
        return "database stopped (" + how.name().toLowerCase(Locale.ROOT) + ") and started";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        ((PostgresSite) arena.site()).restart(how, () -> Arena.last(random, Duration.ZERO, Duration.ofSeconds(3)));
        return 1;
    }
}
