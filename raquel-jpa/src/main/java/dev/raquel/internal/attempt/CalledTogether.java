package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls a handler once for many jobs, without a transaction. Used once, by one thread. */
final class CalledTogether {

    private final QueueHandler handler;
    private final AttemptContext context;

    CalledTogether(QueueHandler handler, AttemptContext context) {
        this.handler = handler;
        this.context = context;
    }

    /**
     * Calls the handler; jobs that were dropped are left out.
     *
     * @return how each of the jobs ended
     * @throws RuntimeException or an error if the call failed
     */
    Map<HeldJob, Outcome> run(List<ReadJob> jobs) {
        List<ReadJob> begun = jobs.stream()
                .filter(job -> job.held().start(handler.maxRunTime()))
                .toList();
        Map<HeldJob, Outcome> outcomes = new LinkedHashMap<>();
        if (begun.isEmpty()) {
            return outcomes;
        }
        HandlerCall call = new HandlerCall(handler, begun);
        context.scope()
                .around(() -> context.transactions().outside(() -> {
                    call.make();
                    return call;
                }));
        if (call.thrown() != null) {
            throw new Failed(call.thrown());
        }
        for (int i = 0; i < begun.size(); i++) {
            outcomes.put(begun.get(i).held(), call.outcomes().get(i));
        }
        return outcomes;
    }

    /** The handler has thrown. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(Throwable thrown) {
            super(null, thrown, false, false);
        }
    }
}
