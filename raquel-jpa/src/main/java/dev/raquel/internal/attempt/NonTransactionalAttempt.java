package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.Optional;

/**
 * The handler runs without a transaction; once it has ended, the job is settled in one of its own. If this node dies in
 * between, the job is run again.
 */
final class NonTransactionalAttempt extends Attempt {

    private static final String LEFT_OPEN =
            "The handler ended without ending a transaction that it had begun, which was rolled back; commit what is to"
                    + " be kept";

    NonTransactionalAttempt(QueueHandler handler, HeldJob held, Attempts attempts) {
        super(handler, held, attempts);
    }

    @Override
    Optional<JobState> runAndSettle(HandlerCall call) {
        try {
            transactions.outside(call::make);
        } catch (RuntimeException | Error failure) {
            return call.wasMade()
                    ? settlement.settle(held, withoutItsWrites(call.outcome(), failure))
                    : giveBack(failure);
        }
        return settlement.settle(held, call.outcome());
    }

    private static Outcome withoutItsWrites(Outcome outcome, Throwable failure) {
        return outcome.survivesRollback() ? outcome : new Outcome.Failed(ErrorText.of(LEFT_OPEN, failure));
    }
}
