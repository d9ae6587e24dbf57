package dev.raquel.internal.attempt;

import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Settled;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts how attempts have ended, and tells those who wait for that, or listen. Safe for use by many threads. */
final class EndedAttempts {

    private final LifeEvents events;
    private final GiveBacks giveBacks;

    EndedAttempts(LifeEvents events, GiveBacks giveBacks) {
        this.events = events;
        this.giveBacks = giveBacks;
    }

    /**
     * An attempt has ended. Listeners are told on this thread if the attempt ran on it, or else on nobody's in
     * particular.
     *
     * @param settled what the job has become; nothing if the attempt wrote nothing
     * @param then told the same
     */
    void ended(HeldJob job, Optional<Settled> settled, Thread ranOn, Consumer<Optional<Settled>> then) {
        job.end();
        settled.ifPresent(one -> note(job, one, ranOn));
        then.accept(settled);
    }

    private void note(HeldJob job, Settled settled, Thread ranOn) {
        events.counters().putBack(settled);
        if (!settled.isGivenBack()) {
            giveBacks.settled(settled.after().id());
        }
        if (Thread.currentThread() == ranOn) {
            tell(job, settled.after());
        } else {
            events.committed(List.of(settled.after()));
        }
    }

    /** Listeners are code of the application, too, and a stop must not wait for them for ever. */
    private void tell(HeldJob job, JobState settled) {
        job.enterApplication();
        try {
            events.attempted(settled);
        } finally {
            job.leaveApplication();
        }
    }
}
