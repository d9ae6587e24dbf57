package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.internal.settle.GroupedSettlements;
import dev.raquel.internal.settle.LeaseRetries;
import dev.raquel.internal.settle.Settlement;
import dev.raquel.internal.settle.Settler;
import dev.raquel.internal.settle.Stopping;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs attempts of single jobs on the calling thread. Safe for use by many threads. */
public final class Attempts {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final AttemptContext context;
    private final GroupedSettlements grouped;
    private final EndedAttempts endings;
    private final HeldJobs held = new HeldJobs();
    private final Stopping stopping;

    /** For jobs of this store, whose leases live so long, on a node that may take so long to stop. */
    public Attempts(
            JobStore store,
            Transactions transactions,
            Isolation isolation,
            PayloadCodec payloads,
            InstantSource clock,
            AttemptScope scope,
            LifeEvents events,
            Duration leaseTime,
            Duration shutdownTimeout) {
        this.stopping = new Stopping(shutdownTimeout);
        LeaseRetries retries = new LeaseRetries(leaseTime, stopping);
        Settlement settlement = new Settlement(store, transactions, clock, retries, events.counters());
        GiveBacks giveBacks = new GiveBacks();
        this.context = new AttemptContext(
                store,
                transactions,
                isolation,
                clock,
                scope,
                settlement,
                giveBacks,
                new Payloads(payloads, stopping::hasBegun));
        this.grouped = new GroupedSettlements(settlement, retries, store, transactions, clock);
        this.endings = new EndedAttempts(events, giveBacks);
    }

    /**
     * Runs one attempt of a job that was claimed just now, and settles it, on a thread of the caller's: one that was
     * interrupted meanwhile still is afterwards. Returns what the job has become, if this attempt wrote it.
     */
    public Optional<Settled> run(QueueHandler handler, ClaimedJob claim) {
        return runHere(handler, held.hold(claim));
    }

    /** Does the same with a job that is held already, and is not any more afterwards. */
    Optional<Settled> runHere(QueueHandler handler, HeldJob job) {
        AtomicReference<Optional<Settled>> after = new AtomicReference<>(Optional.empty());
        Settler here = (one, outcome, then) -> then.accept(context.settlement().settle(one, outcome));
        try {
            run(handler, job, here, after::set);
        } finally {
            held.release(job);
            if (job.wasInterruptedByOthers()) {
                Thread.currentThread().interrupt();
            }
        }
        return after.get();
    }

    /**
     * Runs one attempt, unless the job was dropped. One that succeeded without a transaction may be settled later,
     * together with others.
     *
     * @param then told once what the job has become, if this attempt wrote it
     */
    public void run(QueueHandler handler, HeldJob job, Consumer<Optional<Settled>> then) {
        run(handler, job, grouped, then);
    }

    private void run(QueueHandler handler, HeldJob job, Settler settler, Consumer<Optional<Settled>> then) {
        Handling handling = context.effective(handler);
        if (!job.start(handler.maxRunTime())) {
            then.accept(Optional.empty());
            return;
        }
        Thread thread = Thread.currentThread();
        Attempt attempt = runInScope(handler, handling, job);
        if (attempt == null) {
            endings.ended(job, context.settlement().unclaim(job), thread, then);
            return;
        }
        Attempt.Ending ending = attempt.ending();
        if (ending.unsettled().isPresent()) {
            settler.settle(job, ending.unsettled().get(), after -> endings.ended(job, after, thread, then));
        } else {
            endings.ended(job, ending.after(), thread, then);
        }
    }

    /** Runs an attempt; returns null if what surrounds it failed before it began. */
    private @Nullable Attempt runInScope(QueueHandler handler, Handling handling, HeldJob job) {
        AtomicReference<@Nullable Attempt> begun = new AtomicReference<>();
        try {
            context.scope().around(() -> {
                Attempt attempt = Attempt.of(handler, handling, job, context);
                begun.set(attempt);
                attempt.run();
            });
        } catch (RuntimeException | Error broken) {
            LOG.log(
                    Level.WARNING,
                    "What surrounds attempts failed for job " + job.claim().id(),
                    broken);
        }
        return begun.get();
    }

    /** Runs attempts of many jobs together, which are held here. */
    public SharedAttempts shared() {
        return new SharedAttempts(context, grouped, endings);
    }

    /** How far apart the transactions of handlers are. */
    public Isolation isolation() {
        return context.isolation();
    }

    /** Where what succeeds without a transaction is settled, if a thread runs it. */
    public GroupedSettlements grouped() {
        return grouped;
    }

    /** The jobs that are held for attempts, and were not released yet. */
    public HeldJobs held() {
        return held;
    }

    /** Whether the node stops, or has stopped. */
    public boolean isStopping() {
        return stopping.hasBegun();
    }

    /** Asks running handlers to end soon, and limits how long settling is tried again. */
    public void stop() {
        stopping.begin();
    }
}
