package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.store.Contention;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the attempts of a node on the calling thread. Safe for use by many threads. */
public final class Attempts {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private static final int MOST_WAITING_AGAIN = 1_000;

    final JobStore store;
    final Transactions transactions;
    final PayloadCodec payloads;
    final InstantSource clock;
    final Settlement settlement;
    final GiveBacks giveBacks = new GiveBacks();
    private final Isolation isolation;
    private final AttemptScope scope;
    private final LifeEvents events;
    private final HeldJobs held = new HeldJobs();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** For jobs of this store, whose leases live so long. */
    public Attempts(
            JobStore store,
            Transactions transactions,
            Isolation isolation,
            PayloadCodec payloads,
            InstantSource clock,
            AttemptScope scope,
            LifeEvents events,
            Duration leaseTime) {
        this.store = store;
        this.transactions = transactions;
        this.isolation = isolation;
        this.payloads = payloads;
        this.clock = clock;
        this.scope = scope;
        this.events = events;
        this.settlement = new Settlement(store, transactions, clock, leaseTime, stopping);
    }

    /**
     * Claims and runs all jobs of a queue that are due, one after the other. A job that waits again after its attempt, or
     * may do so because it was taken away, is left alone from then on: a drain runs each job once. Ends early when very
     * many wait again.
     *
     * @return how many attempts were run
     */
    public int drain(QueueHandler handler, Claims claims) {
        AtomicBoolean interrupted = new AtomicBoolean();
        try {
            return drain(handler, claims, interrupted);
        } finally {
            if (interrupted.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int drain(QueueHandler handler, Claims claims, AtomicBoolean interrupted) {
        List<UUID> waitingAgain = new ArrayList<>();
        int attempts = 0;
        while (waitingAgain.size() < MOST_WAITING_AGAIN) {
            Claimed claimed = Contention.retrying(() -> claims.claim(handler.queue(), 1, waitingAgain, clock.millis()));
            if (claimed.taken() == 0) {
                return attempts;
            }
            for (ClaimedJob claim : claimed.claims()) {
                if (run(handler, claim).map(JobState::waits).orElse(true)) {
                    waitingAgain.add(claim.id());
                }
                attempts++;
                if (Thread.interrupted()) { // a pool might give the next claim no connection
                    interrupted.set(true);
                }
            }
        }
        return attempts;
    }

    /**
     * Runs one attempt of a job that was claimed just now, on a thread of the caller's: one that was interrupted meanwhile
     * still is afterwards. Returns what the job has become, if this attempt wrote it.
     */
    public Optional<JobState> run(QueueHandler handler, ClaimedJob claim) {
        HeldJob job = held.hold(claim);
        try {
            return run(handler, job);
        } finally {
            held.release(job);
            if (job.wasInterruptedByOthers()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs one attempt, unless the job was dropped. Returns what the job has become, if this attempt wrote it. */
    public Optional<JobState> run(QueueHandler handler, HeldJob job) {
        Handling handling = isolation.effective(handler.handling());
        if (!job.start(handling == Handling.TRANSACTIONAL_LOCKED, handler.maxRunTime())) {
            return Optional.empty();
        }
        AtomicReference<@Nullable Attempt> begun = new AtomicReference<>();
        try {
            scope.around(() -> {
                Attempt attempt = Attempt.of(handler, handling, job, this);
                begun.set(attempt);
                attempt.run();
            });
        } catch (RuntimeException | Error broken) {
            LOG.log(
                    Level.WARNING,
                    "What surrounds attempts failed for job " + job.claim().id(),
                    broken);
        } finally {
            job.end();
        }
        Attempt attempt = begun.get();
        if (attempt == null) {
            return settlement.unclaim(job);
        }
        attempt.after().filter(after -> !wasGivenBack(job, after)).ifPresent(after -> giveBacks.settled(after.id()));
        attempt.after().ifPresent(events::attempted);
        return attempt.after();
    }

    /** Gives a dropped job back to the queue. */
    public void giveBack(HeldJob job) {
        settlement.unclaim(job);
    }

    /** Whether an attempt put its job back for another node. */
    public static boolean wasRejected(ClaimedJob claim, JobState after) {
        return after.status() == JobStatus.QUEUED
                && after.claimedBy() == null
                && after.attempts() != claim.job().attempts();
    }

    /** Whether an attempt gave its job back, as if it had never been. */
    public static boolean wasGivenBack(HeldJob job, JobState after) {
        return after.status() == JobStatus.QUEUED
                && after.claimedBy() == null
                && after.attempts() == job.claim().job().attempts();
    }

    public Isolation isolation() {
        return isolation;
    }

    public HeldJobs held() {
        return held;
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    public void stop() {
        stopping.countDown();
    }
}
