package dev.raquel.internal.attempt;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.store.Contention;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Claims and runs all jobs of a queue that are due, one after the other, each alone. A job that waits again after its
 * attempt, or may do so because it was taken away, is left alone from then on: a drain runs each job once. Ends early
 * when very many wait again. Used once, by one thread.
 */
public final class Drain {

    private static final int MOST_WAITING_AGAIN = 1_000;

    private final QueueHandler handler;
    private final Attempts attempts;
    private final Claims claims;
    private final InstantSource clock;
    private final List<UUID> waitingAgain = new ArrayList<>();
    private boolean interrupted;
    private int count;

    /** A drain of this handler's queue. */
    public Drain(QueueHandler handler, Attempts attempts, Claims claims, InstantSource clock) {
        this.handler = handler;
        this.attempts = attempts;
        this.claims = claims;
        this.clock = clock;
    }

    /** Runs all jobs that are due; returns how many attempts that were. */
    public int run() {
        try {
            Claimed claimed;
            do {
                claimed = Contention.retrying(() -> claims.claim(handler.queue(), 1, waitingAgain, clock.millis()));
                run(claimed.claims());
            } while (claimed.taken() > 0 && waitingAgain.size() < MOST_WAITING_AGAIN);
            return count;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs the jobs of a claim. Usually that is one; a claim whose commit was in doubt may have got many, whose leases
     * are renewed while they wait for their turn.
     */
    private void run(List<ClaimedJob> claims) {
        List<HeldJob> jobs = claims.stream().map(attempts.held()::hold).toList();
        try {
            jobs.forEach(this::run);
        } finally {
            jobs.forEach(attempts.held()::release);
        }
    }

    private void run(HeldJob job) {
        if (attempts.runHere(handler, job)
                .map(settled -> settled.after().waits())
                .orElse(true)) {
            waitingAgain.add(job.claim().id());
        }
        count++;
        interrupted |= Thread.interrupted(); // a pool might give the next claim no connection
    }
}
