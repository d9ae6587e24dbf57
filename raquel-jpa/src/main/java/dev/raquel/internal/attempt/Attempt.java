package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One attempt: reads the payload, runs the handler, and settles the job.
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
    private final PayloadCodec payloads;
    private final BooleanSupplier stopping;
    private Optional<JobState> after = Optional.empty();

    Attempt(QueueHandler handler, HeldJob held, Attempts attempts) {
        this.handler = handler;
        this.held = held;
        this.claim = held.claim();
        this.store = attempts.store;
        this.transactions = attempts.transactions;
        this.payloads = attempts.payloads;
        this.clock = attempts.clock;
        this.settlement = attempts.settlement;
        this.giveBacks = attempts.giveBacks;
        this.stopping = attempts::isStopping;
    }

    /** As the handler wants to be run; {@code handling} may be stricter than what it asked for. */
    static Attempt of(QueueHandler handler, Handling handling, HeldJob held, Attempts attempts) {
        return handling == Handling.NON_TRANSACTIONAL
                ? new NonTransactionalAttempt(handler, held, attempts)
                : new TransactionalAttempt(handler, held, handling == Handling.TRANSACTIONAL_LOCKED, attempts);
    }

    /** Runs it, once. */
    final void run() {
        after = readAndRun();
    }

    /** What the job has become; nothing if the claim was lost or could not be settled. */
    final Optional<JobState> after() {
        return after;
    }

    /** Makes the call, and settles the job by what came of it. */
    abstract Optional<JobState> runAndSettle(HandlerCall call);

    final Optional<JobState> giveBack(Throwable reason) {
        LOG.log(
                Level.DEBUG,
                () -> "Gave back job " + claim.id() + " of queue '"
                        + claim.job().queue() + "'",
                reason);
        return settlement.unclaim(held);
    }

    private Optional<JobState> readAndRun() {
        RunningJob job;
        try {
            Object payload = payloads.read(claim.job().payload(), handler.payloadType());
            job = new RunningJob(
                    claim.job().info(), payload, () -> stopping.getAsBoolean() || held.isLost() || held.isOverdue());
        } catch (RuntimeException | Error unreadable) {
            return settlement.settle(held, new Outcome.Failed(ErrorText.of(unreadableText(unreadable), unreadable)));
        }
        return runAndSettle(new HandlerCall(handler, held, job));
    }

    private String unreadableText(Throwable unreadable) {
        String reason =
                unreadable instanceof IllegalArgumentException ? unreadable.getMessage() : unreadable.toString();
        return "Queue '" + claim.job().queue() + "', job " + claim.id() + ": " + reason;
    }
}
