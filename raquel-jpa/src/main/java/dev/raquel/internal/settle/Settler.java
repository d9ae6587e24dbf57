package dev.raquel.internal.settle;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import java.util.Optional;
import java.util.function.Consumer;

/** Settles jobs whose handlers have ended and have no transaction. Safe for use by many threads. */
@FunctionalInterface
public interface Settler {

    /**
     * Settles a job, now or soon.
     *
     * @param held the job
     * @param outcome what its attempt decided
     * @param then told once, on any thread, what the job has become; nothing if the claim was lost or it could not be
     *     settled
     */
    void settle(HeldJob held, Outcome outcome, Consumer<Optional<Settled>> then);
}
