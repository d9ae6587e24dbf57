package dev.raquel.internal.settle;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.lifecycle.Transition;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A job whose handler has ended, and which is to be settled. Used by one thread at a time. */
final class Ended {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final HeldJob held;
    private final Outcome outcome;
    private final Consumer<Optional<Settled>> then;
    private boolean told;

    /** A job that ended with this outcome; {@code then} is told what it has become. */
    Ended(HeldJob held, Outcome outcome, Consumer<Optional<Settled>> then) {
        this.held = held;
        this.outcome = outcome;
        this.then = then;
    }

    HeldJob held() {
        return held;
    }

    Outcome outcome() {
        return outcome;
    }

    /** What settling the job at this time writes. */
    Transition move(long now) {
        return Lifecycle.settle(held.claim().job(), outcome, now);
    }

    /** Says that the job was settled at this time. */
    void tellSettled(long now) {
        tell(Optional.of(new Settled(outcome, held.claim().job().after(move(now)))));
    }

    /**
     * Says what the job has become, unless that was said before. Throws nothing: the thread has other jobs to settle.
     */
    void tell(Optional<Settled> after) {
        if (told) {
            return;
        }
        told = true;
        try {
            then.accept(after);
        } catch (RuntimeException | Error failure) {
            log(
                    () -> "What follows the settling of a job failed: "
                            + held.claim().id(),
                    failure);
        }
    }

    /** Logs an error of the thread that settles, unless it cannot even be logged. */
    static void log(Supplier<String> what, Throwable failure) {
        try {
            LOG.log(Level.ERROR, what, failure);
        } catch (RuntimeException | Error unlogged) { // memory is short, and the thread must go on
            failure.addSuppressed(unlogged);
        }
    }
}
