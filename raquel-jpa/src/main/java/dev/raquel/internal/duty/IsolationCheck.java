package dev.raquel.internal.duty;

import dev.raquel.internal.store.Isolation;
import java.time.Duration;

/** Looks at the isolation of the node's transactions now and then, so that it is known once the database is there. */
public record IsolationCheck(Isolation isolation) implements Duty {

    @Override
    public String description() {
        return "Reading the transaction isolation";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean runOnce() {
        isolation.check();
        return false;
    }
}
