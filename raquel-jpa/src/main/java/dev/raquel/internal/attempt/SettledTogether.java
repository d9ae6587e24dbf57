package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.CommonMove;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.spi.Transactions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts of many jobs in one transaction, which settles all of them or, if anything goes wrong in any, none: then it
 * is as if none had been begun. Used once, by one thread.
 */
final class SettledTogether {

    private final QueueHandler handler;
    private final boolean lockingTheirRows;
    private final AttemptContext context;
    private final Map<HeldJob, Outcome> outcomes = new LinkedHashMap<>();

    SettledTogether(QueueHandler handler, Handling handling, AttemptContext context) {
        this.handler = handler;
        this.lockingTheirRows = handling == Handling.TRANSACTIONAL_LOCKED;
        this.context = context;
    }

    /**
     * Runs these jobs; those that were dropped before their turn are left out.
     *
     * @return what the jobs have become
     * @throws RuntimeException or an error if nothing was written, or, if it is a {@link
     *     dev.raquel.CommitFailedException}, perhaps everything
     */
    Map<HeldJob, Settled> run(List<ReadJob> jobs) {
        return context.transactions().inNew(handler.transactionTimeout(), () -> {
            if (lockingTheirRows) {
                lockInTheOrderOfIds(jobs);
            }
            handler.calls().lists(jobs).forEach(this::call);
            if (context.transactions().status() != Transactions.Status.ACTIVE) {
                throw new Apart("The transaction was marked for rollback, or has ended");
            }
            return settle();
        });
    }

    private void lockInTheOrderOfIds(List<ReadJob> jobs) {
        jobs.stream()
                .map(job -> job.held().claim())
                .sorted(Comparator.comparing(ClaimedJob::id))
                .forEach(claim -> {
                    if (!context.store().lock(claim)) {
                        throw new Apart("A claim was lost");
                    }
                });
    }

    private void call(List<ReadJob> jobs) {
        List<ReadJob> begun = jobs.stream()
                .filter(job -> job.held().start(handler.maxRunTime()))
                .toList();
        if (begun.isEmpty()) {
            return;
        }
        if (lockingTheirRows) {
            begun.forEach(job -> job.held().rowIsLocked());
        }
        HandlerCall call = new HandlerCall(handler, begun);
        context.scope().around(call::make);
        for (int i = 0; i < begun.size(); i++) {
            Outcome outcome = call.outcomes().get(i);
            if (!outcome.keepsWrites()) {
                throw new Apart("A job ended with " + outcome);
            }
            outcomes.put(begun.get(i).held(), outcome);
        }
    }

    private Map<HeldJob, Settled> settle() {
        long now = context.clock().millis();
        Map<HeldJob, Settled> after = new LinkedHashMap<>();
        List<CommonMove.OfClaim> alike = new ArrayList<>();
        outcomes.forEach((held, outcome) -> {
            ClaimedJob claim = held.claim();
            Transition move = Lifecycle.settle(claim.job(), outcome, now);
            after.put(held, new Settled(outcome, claim.job().after(move)));
            Optional<CommonMove.OfClaim> common = CommonMove.of(claim, move);
            common.ifPresent(alike::add);
            if (common.isEmpty() && !context.store().settle(claim, move)) {
                throw new Apart("A claim was lost");
            }
        });
        if (context.store().settleAlike(alike) != alike.size()) {
            throw new Apart("A claim was lost");
        }
        return after;
    }

    /** Rolls the transaction back. */
    private static final class Apart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Apart(String why) {
            super(why, null, false, false);
        }
    }
}
