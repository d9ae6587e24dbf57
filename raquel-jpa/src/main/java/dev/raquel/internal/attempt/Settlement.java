package dev.raquel.internal.attempt;

import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes what a held job becomes in a transaction of its own, apart from the handler's. Tries again while the lease
 * holds: a broken connection must not turn a failed job into one that nobody has settled.
 */
final class Settlement {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final CountDownLatch stopped;

    Settlement(
            JobStore store,
            Transactions transactions,
            InstantSource clock,
            Duration leaseTime,
            CountDownLatch stopped) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.stopped = stopped;
    }

    /** Settles by an outcome that ends now. Returns what the job has become, if it could be written. */
    Optional<JobState> settle(HeldJob held, Outcome outcome) {
        return write(held, Lifecycle.settle(held.claim().job(), outcome, clock.millis()), false);
    }

    /** The same, after a transaction of which nobody knows whether it settled the job already. */
    Optional<JobState> settleIfNotSettled(HeldJob held, Outcome outcome) {
        return write(held, Lifecycle.settle(held.claim().job(), outcome, clock.millis()), true);
    }

    /** Gives a claim back as if it had never been. */
    Optional<JobState> unclaim(HeldJob held) {
        return write(held, Lifecycle.unclaim(held.claim().job()), true);
    }

    /** Notes that the claim was lost to somebody else. */
    void lost(HeldJob held) {
        held.lose();
        ClaimedJob claim = held.claim();
        LOG.log(
                Level.WARNING,
                "Job {0} of queue ''{1}'' was taken from claim {2} before it was settled: this attempt''s outcome does not"
                        + " count, and what its handler wrote in the job''s own transaction was rolled back",
                claim.id(),
                claim.job().queue(),
                claim.token());
    }

    private Optional<JobState> write(HeldJob held, Transition move, boolean settledPerhaps) {
        ClaimedJob claim = held.claim();
        long giveUpAt = System.nanoTime() + leaseTime.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        boolean inDoubt = settledPerhaps;
        while (true) {
            try {
                boolean written = transactions.inNew(() -> store.settle(claim, move));
                if (!written && !inDoubt) {
                    lost(held);
                }
                return written ? Optional.of(claim.job().after(move)) : Optional.empty();
            } catch (RuntimeException failure) {
                inDoubt = true;
                if (System.nanoTime() - giveUpAt >= 0 || stoppedWithin(pause)) {
                    LOG.log(
                            Level.ERROR,
                            "Job " + claim.id() + " of queue '" + claim.job().queue() + "' could not be settled; it is"
                                    + " left claimed and will be run again when its lease has run out",
                            failure);
                    return Optional.empty();
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private boolean stoppedWithin(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
