package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Outcome;

/**
 * The handler runs without a transaction; once it has ended, the job is to be settled in another one. If this node dies
 * in between, the job is run again.
 */
final class NonTransactionalAttempt extends Attempt {

    private static final String LEFT_OPEN =
            "The handler ended without ending a transaction that it had begun, which was rolled back; commit what is to"
                    + " be kept";

    NonTransactionalAttempt(QueueHandler handler, HeldJob held, AttemptContext context) {
        super(handler, held, context);
    }

    @Override
    Ending runAndSettle(HandlerCall call) {
        try {
            context.transactions().outside(() -> {
                call.make();
                return call;
            });
        } catch (RuntimeException | Error failure) {
            return call.wasMade() ? Ending.unsettled(withoutItsWrites(call.outcome(), failure)) : giveBack(failure);
        }
        return call.thrown() != null && held.wasInterruptedByUs()
                ? giveBack(call.thrown()) // it could not end because the node stops
                : Ending.unsettled(call.outcome());
    }

    private static Outcome withoutItsWrites(Outcome outcome, Throwable failure) {
        return outcome.survivesRollback() ? outcome : new Outcome.Failed(ErrorText.of(LEFT_OPEN, failure));
    }
}
