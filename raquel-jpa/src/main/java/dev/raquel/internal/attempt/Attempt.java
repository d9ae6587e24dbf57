package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.settle.Settlement;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of one job: reads the payload, runs the handler, and settles the job or says how it is to be settled.
 *
 * <p>Whatever happens, the job ends up settled by this claim, or given back, or left to its lease; never both handled and
 * unsettled.
 */
abstract sealed class Attempt permits TransactionalAttempt, NonTransactionalAttempt {

    private static final Logger LOG = System.getLogger("dev.raquel");

    final HeldJob held;
    final ClaimedJob claim;
    final JobStore store;
    final Transactions transactions;
    final InstantSource clock;
    final Settlement settlement;
    final GiveBacks giveBacks;
    private final QueueHandler handler;
    private final Attempts attempts;
    private Ending ending = Ending.NONE;

    /**
     * How it ended: with what the job has become, or with what is still to be settled, or with neither if the claim was
     * lost or could not be settled.
     */
    record Ending(Optional<Settled> after, Optional<Outcome> unsettled) {

        static final Ending NONE = new Ending(Optional.empty(), Optional.empty());

        static Ending settled(Optional<Settled> after) {
            return new Ending(after, Optional.empty());
        }

        static Ending unsettled(Outcome outcome) {
            return new Ending(Optional.empty(), Optional.of(outcome));
        }
    }

    Attempt(QueueHandler handler, HeldJob held, Attempts attempts) {
        this.handler = handler;
        this.held = held;
        this.attempts = attempts;
        this.claim = held.claim();
        this.store = attempts.store;
        this.transactions = attempts.transactions;
        this.clock = attempts.clock;
        this.settlement = attempts.settlement;
        this.giveBacks = attempts.giveBacks;
    }

    /** As the handler wants to be run; {@code handling} may be stricter than what it asked for. */
    static Attempt of(QueueHandler handler, Handling handling, HeldJob held, Attempts attempts) {
        return handling == Handling.NON_TRANSACTIONAL
                ? new NonTransactionalAttempt(handler, held, attempts)
                : new TransactionalAttempt(handler, held, handling == Handling.TRANSACTIONAL_LOCKED, attempts);
    }

    /** Runs it, once. */
    final void run() {
        ending = readAndRun();
    }

    /** How it ended; only after it was run. */
    final Ending ending() {
        return ending;
    }

    /** Makes the call, and settles the job by what came of it, or leaves that to the caller. */
    abstract Ending runAndSettle(HandlerCall call);

    final Ending giveBack(Throwable reason) {
        LOG.log(
                Level.DEBUG,
                () -> "Gave back job " + claim.id() + " of queue '"
                        + claim.job().queue() + "'",
                reason);
        return Ending.settled(settlement.unclaim(held));
    }

    private Ending readAndRun() {
        RunningJob job;
        try {
            job = attempts.read(handler, held);
        } catch (UnreadablePayload unreadable) {
            return Ending.unsettled(new Outcome.Failed(unreadable.error()));
        }
        return runAndSettle(new HandlerCall(handler, List.of(new ReadJob(held, job))));
    }
}
