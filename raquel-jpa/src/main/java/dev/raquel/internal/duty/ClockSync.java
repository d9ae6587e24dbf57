package dev.raquel.internal.duty;

import dev.raquel.internal.store.DatabaseClock;
import java.time.Duration;

/** Reads the database's time now and then, so that the node's idea of it stays right. */
public record ClockSync(DatabaseClock clock) implements Duty {

    @Override
    public String description() {
        return "Reading the database's time";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean runOnce() {
        clock.synchronize();
        return false;
    }
}
