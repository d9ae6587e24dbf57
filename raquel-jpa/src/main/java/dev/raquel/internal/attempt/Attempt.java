package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.Contention;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One attempt: reads the payload, runs the handler in a transaction, and settles the job, in the same transaction if
 * what the handler wrote is kept, in one of its own if it is rolled back.
 *
 * <p>Whatever happens, the job ends up settled by this claim, or given back, or left to its lease; never both handled and
 * unsettled.
 */
final class Attempt {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private static final String MARKED =
            "The transaction was marked for rollback, by the handler, by what it called or by"
                    + " its timeout; nothing that was written in it is kept";

    private static final String ENDED =
            "The transaction ended before the handler did, by its timeout or by the handler's own"
                    + " doing; the job could not be settled in it";

    private final QueueHandler handler;
    private final HeldJob held;
    private final boolean lockingItsRow;
    private final ClaimedJob claim;
    private final JobStore store;
    private final Transactions transactions;
    private final PayloadCodec payloads;
    private final InstantSource clock;
    private final Settlement settlement;
    private final GiveBacks giveBacks;
    private final BooleanSupplier stopping;
    private boolean handlerCalled;
    private Optional<JobState> after = Optional.empty();

    Attempt(QueueHandler handler, HeldJob held, boolean lockingItsRow, Attempts attempts) {
        this.handler = handler;
        this.held = held;
        this.lockingItsRow = lockingItsRow;
        this.claim = held.claim();
        this.store = attempts.store;
        this.transactions = attempts.transactions;
        this.payloads = attempts.payloads;
        this.clock = attempts.clock;
        this.settlement = attempts.settlement;
        this.giveBacks = attempts.giveBacks;
        this.stopping = attempts::isStopping;
    }

    /** Runs it, once. */
    void run() {
        after = runAndSettle();
    }

    /** What the job has become; nothing if the claim was lost or could not be settled. */
    Optional<JobState> after() {
        return after;
    }

    private Optional<JobState> runAndSettle() {
        RunningJob job;
        try {
            Object payload = payloads.read(claim.job().payload(), handler.payloadType());
            job = new RunningJob(claim.job().info(), payload, () -> stopping.getAsBoolean() || held.isLost());
        } catch (RuntimeException | Error unreadable) {
            return settlement.settle(held, new Outcome.Failed(ErrorText.of(unreadableText(unreadable), unreadable)));
        }
        try {
            return Optional.of(transactions.inNew(() -> handleAndSettle(job)));
        } catch (RollBack rolledBack) {
            held.rowUnlocked();
            return settlement.settle(held, rolledBack.outcome);
        } catch (Conflict conflict) {
            held.rowUnlocked();
            return giveBack(conflict.getCause());
        } catch (ClaimLost lost) {
            settlement.lost(held);
            return Optional.empty();
        } catch (RuntimeException | Error failure) {
            return afterFailedTransaction(failure);
        }
    }

    private JobState handleAndSettle(RunningJob job) {
        if (lockingItsRow && !store.lock(claim)) {
            throw new ClaimLost();
        }
        Outcome outcome = handle(job);
        if (!outcome.keepsWrites()) {
            throw new RollBack(outcome);
        }
        switch (transactions.status()) {
            case ACTIVE -> {}
            case ROLLBACK_ONLY -> throw new RollBack(outcome.survivesRollback() ? outcome : failure(MARKED));
            case NONE, ENDED -> throw new RollBack(failure(ENDED));
        }
        Transition move = Lifecycle.settle(claim.job(), outcome, clock.millis());
        if (!store.settle(claim, move)) {
            throw new ClaimLost();
        }
        return claim.job().after(move);
    }

    private Outcome handle(RunningJob job) {
        handlerCalled = true;
        held.enterHandler();
        try {
            handler.handler().handle(job);
            return job.end();
        } catch (Throwable thrown) { // whatever a handler throws is its failure, and no reason to lose this thread
            job.end();
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Contention.saidByDatabase(thrown) && giveBacks.mayGiveBack(claim.id())) {
                throw new Conflict(thrown);
            }
            ErrorText error = ErrorText.of(thrown);
            return handler.givesUpOn(thrown) ? new Outcome.GivenUp(error) : new Outcome.Failed(error);
        } finally {
            held.leaveHandler();
        }
    }

    /** The transaction could not begin, settle or commit. The guard makes it safe to write even if it did commit. */
    private Optional<JobState> afterFailedTransaction(Throwable failure) {
        held.rowUnlocked();
        if (!handlerCalled || Contention.saidByDatabase(failure) && giveBacks.mayGiveBack(claim.id())) {
            return giveBack(failure);
        }
        return settlement.settleIfNotSettled(
                held,
                new Outcome.Failed(ErrorText.of("The handler's transaction did not commit: " + failure, failure)));
    }

    private Optional<JobState> giveBack(Throwable reason) {
        LOG.log(
                Level.DEBUG,
                () -> "Gave back job " + claim.id() + " of queue '"
                        + claim.job().queue() + "'",
                reason);
        return settlement.unclaim(held);
    }

    private String unreadableText(Throwable unreadable) {
        String reason =
                unreadable instanceof IllegalArgumentException ? unreadable.getMessage() : unreadable.toString();
        return "Queue '" + claim.job().queue() + "', job " + claim.id() + ": " + reason;
    }

    private static Outcome failure(String error) {
        return new Outcome.Failed(ErrorText.of(error));
    }

    /** Rolls the handler's transaction back, so that this outcome can be written in one of its own. */
    private static final class RollBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Outcome outcome;

        RollBack(Outcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    /** Rolls the handler's transaction back because the database sacrificed it, or a part of it, for another one. */
    private static final class Conflict extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Conflict(Throwable said) {
            super(null, said, false, false);
        }
    }

    /** Rolls the handler's transaction back because the job belongs to somebody else. */
    private static final class ClaimLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ClaimLost() {
            super(null, null, false, false);
        }
    }
}
