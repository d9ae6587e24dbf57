package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One call for many jobs without a transaction; each is settled by its own outcome afterwards. */
final class CalledTogether {

    private final QueueHandler handler;
    private final Attempts attempts;

    CalledTogether(QueueHandler handler, Attempts attempts) {
        this.handler = handler;
        this.attempts = attempts;
    }

    /**
     * Makes the call; jobs that were dropped are left out.
     *
     * @throws RuntimeException or an error if the call failed; none of the jobs has been settled
     */
    void run(List<ReadJob> jobs, BiConsumer<HeldJob, Optional<JobState>> then) {
        List<ReadJob> begun = jobs.stream()
                .filter(job -> job.held().start(false, handler.maxRunTime()))
                .toList();
        HandlerCall call = new HandlerCall(handler, begun);
        if (!begun.isEmpty()) {
            attempts.scope.around(() -> attempts.transactions.outside(() -> {
                call.make();
                return call;
            }));
        }
        if (call.thrown() != null) {
            throw new Failed(call.thrown());
        }
        jobs.stream()
                .map(ReadJob::held)
                .filter(held -> begun.stream().noneMatch(one -> one.held() == held))
                .forEach(dropped -> then.accept(dropped, Optional.empty()));
        Thread thread = Thread.currentThread();
        for (int i = 0; i < begun.size(); i++) {
            HeldJob held = begun.get(i).held();
            Outcome outcome = call.outcomes().get(i);
            attempts.grouped()
                    .settle(
                            held,
                            outcome,
                            after -> attempts.ended(held, after, thread, state -> then.accept(held, state)));
        }
    }

    /** The handler has thrown. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(Throwable thrown) {
            super(null, thrown, false, false);
        }
    }
}
