package dev.raquel.internal.attempt;

import dev.raquel.Job;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a handler, for one job or a list, and what came of it. Used by one thread. */
final class HandlerCall {

    private final QueueHandler handler;
    private final List<ReadJob> jobs;
    private List<Outcome> outcomes = List.of();
    private @Nullable Throwable thrown;
    private boolean entered;

    HandlerCall(QueueHandler handler, List<ReadJob> jobs) {
        this.handler = handler;
        this.jobs = List.copyOf(jobs);
    }

    /** Calls the handler. Throws nothing. */
    void make() {
        entered = true;
        List<Job<Object>> given = new ArrayList<>();
        for (ReadJob job : jobs) {
            given.add(job.running());
            job.held().enterApplication();
        }
        try {
            handler.calls().code().handle(given);
            outcomes = jobs.stream().map(job -> job.running().end()).toList();
        } catch (Throwable fromHandler) { // whatever a handler throws is its failure, and no reason to lose this thread
            jobs.forEach(job -> job.running().end());
            thrown = fromHandler;
            if (fromHandler instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Outcome failure = failure(fromHandler);
            outcomes = jobs.stream().map(job -> failure).toList();
        } finally {
            jobs.stream().map(ReadJob::held).forEach(HeldJob::leaveApplication);
        }
    }

    /** An exception is code of the application, too: one that cannot be read is a failure all the same. */
    private Outcome failure(Throwable fromHandler) {
        try {
            ErrorText error = ErrorText.of(fromHandler);
            return handler.givesUpOn(fromHandler) ? new Outcome.GivenUp(error) : new Outcome.Failed(error);
        } catch (RuntimeException | Error unreadable) {
            String kind = fromHandler.getClass().getName();
            String error =
                    kind + " (it could not be read: " + unreadable.getClass().getName() + ")";
            return new Outcome.Failed(new ErrorText(error, null, kind));
        }
    }

    /** Whether the handler was called at all. */
    boolean wasMade() {
        return entered;
    }

    /** What the handler decided of each job, in their order; none before the call. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    /** What the handler decided of the only job; only after the call. */
    Outcome outcome() {
        return outcomes.get(0);
    }

    /** What the handler threw, if it did. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }
}
