package dev.raquel.internal.service;

import dev.raquel.ClaimLostException;
import dev.raquel.JobInfo;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;

/** Settles jobs by the claims that callers hold, in the caller's transaction, and gives claims back. */
final class Settling {

    private final JobStore store;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AvoidedJobs rejected;
    private final Announcements announcements;

    Settling(
            JobStore store,
            Transactions transactions,
            InstantSource clock,
            AvoidedJobs rejected,
            Announcements announcements) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.rejected = rejected;
        this.announcements = announcements;
    }

    JobInfo settle(ClaimedJob claim, Outcome outcome) {
        Transition move = Lifecycle.settle(claim.job(), outcome, clock.millis());
        return transactions.joining(() -> {
            JobState after = claim.job().after(move);
            if (!write(claim, move, new Settled(outcome, after))) {
                throw new ClaimLostException("Claim " + claim.token() + " does not hold job " + claim.id()
                        + " of queue '" + claim.queue() + "' any more; " + now(claim) + ". Nothing was written");
            }
            return after.info();
        });
    }

    /** Puts the job back for somebody else, and leaves it alone here once that is committed. */
    JobInfo reject(ClaimedJob claim) {
        return transactions.joining(() -> {
            JobInfo queued = settle(claim, new Outcome.Rejected());
            transactions.afterCommit(() -> rejected.add(claim.id(), System.nanoTime()));
            return queued;
        });
    }

    boolean unclaim(ClaimedJob claim) {
        Transition move = Lifecycle.unclaim(claim.job());
        return transactions.joining(
                () -> write(claim, move, Settled.givenBack(claim.job().after(move))));
    }

    private boolean write(ClaimedJob claim, Transition move, Settled settled) {
        boolean written = store.settle(claim, move);
        if (written) {
            announcements.settled(settled);
        }
        return written;
    }

    private String now(ClaimedJob claim) {
        return store.find(claim.id())
                .map(job -> "it is " + job.status().column() + owner(job))
                .orElse("the row is gone");
    }

    private static String owner(JobState job) {
        return job.claimedBy() == null ? "" : ", claimed last by " + job.claimedBy();
    }
}
