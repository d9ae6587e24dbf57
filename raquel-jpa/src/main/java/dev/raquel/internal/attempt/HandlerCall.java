package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one call of a handler that an attempt makes, and what came of it. Used by one thread. */
final class HandlerCall {

    private final QueueHandler handler;
    private final HeldJob held;
    private final RunningJob job;
    private @Nullable Outcome outcome;
    private @Nullable Throwable thrown;
    private boolean entered;

    HandlerCall(QueueHandler handler, HeldJob held, RunningJob job) {
        this.handler = handler;
        this.held = held;
        this.job = job;
    }

    /** Calls the handler. Throws nothing. */
    Outcome make() {
        entered = true;
        held.enterHandler();
        try {
            handler.handler().handle(job);
            outcome = job.end();
        } catch (Throwable fromHandler) { // whatever a handler throws is its failure, and no reason to lose this thread
            job.end();
            thrown = fromHandler;
            if (fromHandler instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outcome = failure(fromHandler);
        } finally {
            held.leaveHandler();
        }
        return outcome;
    }

    /** An exception is code of the application, too: one that cannot be read is a failure all the same. */
    private Outcome failure(Throwable fromHandler) {
        try {
            ErrorText error = ErrorText.of(fromHandler);
            return handler.givesUpOn(fromHandler) ? new Outcome.GivenUp(error) : new Outcome.Failed(error);
        } catch (RuntimeException | Error unreadable) {
            return new Outcome.Failed(ErrorText.of(fromHandler.getClass().getName() + " (it could not be read: "
                    + unreadable.getClass().getName() + ")"));
        }
    }

    /** Whether the handler was called at all. */
    boolean wasMade() {
        return entered;
    }

    /** What the handler decided; only after the call. */
    Outcome outcome() {
        return Objects.requireNonNull(outcome);
    }

    /** What the handler threw, if it did. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }
}
