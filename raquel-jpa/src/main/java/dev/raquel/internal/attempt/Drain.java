package dev.raquel.internal.attempt;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.Contention;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Claims and runs all jobs of a queue that are due, one after the other, each alone. A job that waits again after its
 * attempt, or may do so because it was taken away, is left alone from then on: a drain runs each job once. Ends early when
 * very many wait again. Used once, by one thread.
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

    public Drain(QueueHandler handler, Attempts attempts, Claims claims, InstantSource clock) {
        this.handler = handler;
        this.attempts = attempts;
        this.claims = claims;
        this.clock = clock;
    }

    /** Runs them; returns how many attempts that were. */
    public int run() {
        try {
            Claimed claimed;
            do {
                claimed = Contention.retrying(() -> claims.claim(handler.queue(), 1, waitingAgain, clock.millis()));
                claimed.claims().forEach(this::run);
            } while (claimed.taken() > 0 && waitingAgain.size() < MOST_WAITING_AGAIN);
            return count;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(ClaimedJob claim) {
        if (attempts.run(handler, claim).map(JobState::waits).orElse(true)) {
            waitingAgain.add(claim.id());
        }
        count++;
        interrupted |= Thread.interrupted(); // a pool might give the next claim no connection
    }
}
