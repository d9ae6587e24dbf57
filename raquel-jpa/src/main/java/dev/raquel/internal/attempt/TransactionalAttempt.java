package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.Contention;
import java.time.Duration;
import java.util.Optional;

/**
 * The handler runs in a transaction, and the job is settled in the same one if what the handler wrote is kept, in one
 * of its own if it is rolled back.
 */
final class TransactionalAttempt extends Attempt {

    private static final String MARKED =
            "The transaction was marked for rollback, by the handler, by what it called or by"
                    + " its timeout; nothing that was written in it is kept";

    private static final String ENDED =
            "The transaction ended before the handler did, by its timeout or by the handler's own"
                    + " doing; the job could not be settled in it";

    private final boolean lockingItsRow;
    private final Duration timeout;

    TransactionalAttempt(QueueHandler handler, HeldJob held, boolean lockingItsRow, AttemptContext context) {
        super(handler, held, context);
        this.lockingItsRow = lockingItsRow;
        this.timeout = handler.transactionTimeout();
    }

    @Override
    Ending runAndSettle(HandlerCall call) {
        try {
            return Ending.settled(Optional.of(context.transactions().inNew(timeout, () -> handleAndSettle(call))));
        } catch (RollBack rolledBack) {
            held.rowUnlocked();
            return Ending.unsettled(rolledBack.outcome);
        } catch (Undone undone) {
            held.rowUnlocked();
            return giveBack(undone.getCause());
        } catch (ClaimLost lost) {
            context.settlement().lost(held);
            return Ending.NONE;
        } catch (RuntimeException | Error failure) {
            return afterFailedTransaction(call, failure);
        }
    }

    private Settled handleAndSettle(HandlerCall call) {
        if (lockingItsRow) {
            lockRow();
        }
        call.make();
        Outcome outcome = call.outcome();
        if (call.thrown() != null && (held.wasInterruptedByUs() || isToBeGivenBack(call.thrown()))) {
            throw new Undone(call.thrown());
        }
        if (!outcome.keepsWrites()) {
            throw new RollBack(outcome);
        }
        switch (context.transactions().status()) {
            case ACTIVE -> {}
            case ROLLBACK_ONLY -> throw new RollBack(outcome.survivesRollback() ? outcome : failure(MARKED));
            case NONE, ENDED -> throw new RollBack(failure(ENDED));
        }
        Transition move = Lifecycle.settle(claim.job(), outcome, context.clock().millis());
        if (!context.store().settle(claim, move)) {
            throw new ClaimLost();
        }
        return new Settled(outcome, claim.job().after(move));
    }

    /** Waiting for a connection, and then for the row, may take longer than a lease lasts. */
    private void lockRow() {
        if (!context.store().lock(claim)) {
            throw new ClaimLost();
        }
        held.rowIsLocked();
    }

    /** The transaction could not begin, settle or commit. The guard makes it safe to write even if it did commit. */
    private Ending afterFailedTransaction(HandlerCall call, Throwable failure) {
        held.rowUnlocked();
        if (!call.wasMade() || isToBeGivenBack(failure)) {
            return giveBack(failure);
        }
        return Ending.settled(context.settlement()
                .settleIfNotSettled(
                        held,
                        new Outcome.Failed(ErrorText.of(
                                "The handler's transaction did not commit: " + ErrorText.describe(failure), failure))));
    }

    private boolean isToBeGivenBack(Throwable failure) {
        return Contention.saidByDatabase(failure) && context.giveBacks().mayGiveBack(claim.id());
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

    /**
     * Rolls the handler's transaction back as if it had never been: the database sacrificed it for another one, or the
     * handler could not end because the node stops.
     */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Undone(Throwable said) {
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
