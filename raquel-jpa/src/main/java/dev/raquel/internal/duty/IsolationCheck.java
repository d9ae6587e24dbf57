package dev.raquel.internal.duty;

import dev.raquel.internal.store.Isolation;
import java.time.Duration;

/** Looks at the transactions' isolation when a node starts, or once the database is there. */
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
