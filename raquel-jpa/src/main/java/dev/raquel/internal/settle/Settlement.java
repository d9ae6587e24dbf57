package dev.raquel.internal.settle;

import dev.raquel.internal.count.Counted;
import dev.raquel.internal.count.Counters;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes what held jobs become in transactions of their own, apart from the handler's. Tries again while the lease
 * holds: a broken connection must not turn a failed job into one that nobody has settled. Safe for use by many threads.
 */
public final class Settlement {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final LeaseRetries retries;
    private final Counters counters;

    public Settlement(
            JobStore store, Transactions transactions, InstantSource clock, LeaseRetries retries, Counters counters) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.retries = retries;
        this.counters = counters;
    }

    /** Settles in the same way, with other rules for trying again. */
    Settlement trying(LeaseRetries other) {
        return new Settlement(store, transactions, clock, other, counters);
    }

    /** Settles by an outcome that ends now. Returns what the job has become, if it could be written. */
    public Optional<Settled> settle(HeldJob held, Outcome outcome) {
        return write(held, outcome, false);
    }

    /** Settles in the same way, after a transaction of which nobody knows whether it has settled the job already. */
    public Optional<Settled> settleIfNotSettled(HeldJob held, Outcome outcome) {
        return write(held, outcome, true);
    }

    /** Gives a claim back as if it had never been. Returns what the job has become, if it could be written. */
    public Optional<Settled> unclaim(HeldJob held) {
        Transition move = Lifecycle.unclaim(held.claim().job());
        boolean isWritten = retries.callUntilStop(List.of(held), () -> written(held, move))
                .value()
                .orElse(false);
        return isWritten ? Optional.of(Settled.givenBack(held.claim().job().after(move))) : Optional.empty();
    }

    /** Notes that the claim was lost to somebody else. */
    public void lost(HeldJob held) {
        held.lose();
        ClaimedJob claim = held.claim();
        counters.count(claim.job().queue(), Counted.LOST_CLAIM);
        LOG.log(
                Level.WARNING,
                "Job {0} of queue ''{1}'' was taken from claim {2} before it was settled: this attempt''s outcome does"
                        + " not count, and what its handler wrote in the job''s own transaction was rolled back",
                claim.id(),
                claim.job().queue(),
                claim.token());
    }

    private Optional<Settled> write(HeldJob held, Outcome outcome, boolean settledPerhaps) {
        Transition move = Lifecycle.settle(held.claim().job(), outcome, clock.millis());
        LeaseRetries.Answer<Boolean> written = retries.call(List.of(held), () -> written(held, move));
        boolean isWritten = written.value().orElse(false);
        if (!isWritten && written.value().isPresent() && !settledPerhaps && !written.inDoubt()) {
            lost(held);
        }
        if (!isWritten && !settledPerhaps && held.handlerRan()) {
            outcome.failure().ifPresent(error -> logUnwritten(held, error));
        }
        return isWritten ? Optional.of(new Settled(outcome, held.claim().job().after(move))) : Optional.empty();
    }

    /**
     * Nobody would ever know of the error otherwise. Its message may quote the payload, which is for those who ask for
     * it.
     */
    private static void logUnwritten(HeldJob held, ErrorText error) {
        LOG.log(
                Level.WARNING,
                "The attempt of job {0} of queue ''{1}'' that could not be settled had failed, {2};"
                        + " level DEBUG shows more",
                held.claim().id(),
                held.claim().job().queue(),
                error.thrown() == null ? "as its handler or its transaction said" : "by a " + error.thrown());
        LOG.log(
                Level.DEBUG,
                "Job {0} had failed: {1}",
                held.claim().id(),
                error.trace() == null ? error.error() : error.trace());
    }

    private boolean written(HeldJob held, Transition move) {
        return transactions.inNew(() -> store.settle(held.claim(), move));
    }
}
