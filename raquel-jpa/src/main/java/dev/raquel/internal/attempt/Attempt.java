package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of one job: reads the payload, runs the handler, and settles the job or says how it is to be settled.
 *
 * <p>Whatever happens, the job ends up settled by this claim, or given back, or left to its lease; never both handled
 * and unsettled.
 */
abstract sealed class Attempt permits TransactionalAttempt, NonTransactionalAttempt {

    private static final Logger LOG = System.getLogger("dev.raquel");

    final HeldJob held;
    final ClaimedJob claim;
    final AttemptContext context;
    private final QueueHandler handler;
    private Ending ending = Ending.NONE;

    /**
     * How an attempt ended: with what the job has become, or with what is still to be settled, or with neither if the
     * claim was lost or could not be settled.
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

    Attempt(QueueHandler handler, HeldJob held, AttemptContext context) {
        this.handler = handler;
        this.held = held;
        this.claim = held.claim();
        this.context = context;
    }

    /** An attempt with this handling, which may be stricter than what the handler asks for. */
    static Attempt of(QueueHandler handler, Handling handling, HeldJob held, AttemptContext context) {
        return handling == Handling.NON_TRANSACTIONAL
                ? new NonTransactionalAttempt(handler, held, context)
                : new TransactionalAttempt(handler, held, handling == Handling.TRANSACTIONAL_LOCKED, context);
    }

    /** Runs the attempt, once. */
    final void run() {
        ending = readAndRun();
    }

    /** How the attempt ended; only after it was run. */
    final Ending ending() {
        return ending;
    }

    /** Calls the handler, and settles the job by what came of it, or leaves that to the caller. */
    abstract Ending runAndSettle(HandlerCall call);

    /** Gives the claim back as if it had never been, in a transaction of its own. */
    final Ending giveBack(Throwable reason) {
        LOG.log(
                Level.DEBUG,
                () -> "Gave back job " + claim.id() + " of queue '"
                        + claim.job().queue() + "'",
                reason);
        return Ending.settled(context.settlement().unclaim(held));
    }

    private Ending readAndRun() {
        RunningJob job;
        try {
            job = context.payloads().read(handler, held);
        } catch (UnreadablePayload unreadable) {
            return Ending.unsettled(new Outcome.Failed(unreadable.error()));
        }
        return runAndSettle(new HandlerCall(handler, List.of(new ReadJob(held, job))));
    }
}
