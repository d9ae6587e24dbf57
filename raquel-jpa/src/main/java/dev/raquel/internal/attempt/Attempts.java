package dev.raquel.internal.attempt;

import dev.raquel.Handling;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs attempts of single jobs on the calling thread. Safe for use by many threads. */
public final class Attempts {

    private static final Logger LOG = System.getLogger("dev.raquel");

    final JobStore store;
    final Transactions transactions;
    final PayloadCodec payloads;
    final InstantSource clock;
    final Settlement settlement;
    final GiveBacks giveBacks = new GiveBacks();
    private final Isolation isolation;
    private final GroupedSettlements grouped;
    final AttemptScope scope;
    private final LifeEvents events;
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
        this.store = store;
        this.transactions = transactions;
        this.isolation = isolation;
        this.payloads = payloads;
        this.clock = clock;
        this.scope = scope;
        this.events = events;
        this.settlement = new Settlement(store, transactions, clock, retries, events.counters());
        this.grouped = new GroupedSettlements(settlement, retries, store, transactions, clock);
    }

    /**
     * Runs one attempt of a job that was claimed just now, and settles it, on a thread of the caller's: one that was
     * interrupted meanwhile still is afterwards. Returns what the job has become, if this attempt wrote it.
     */
    public Optional<Settled> run(QueueHandler handler, ClaimedJob claim) {
        return runHere(handler, held.hold(claim));
    }

    /** The same with one that is held already, and is not any more afterwards. */
    Optional<Settled> runHere(QueueHandler handler, HeldJob job) {
        AtomicReference<Optional<Settled>> after = new AtomicReference<>(Optional.empty());
        Settler here = (one, outcome, then) -> then.accept(settlement.settle(one, outcome));
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
     * Runs one attempt, unless the job was dropped. One that succeeded without a transaction may be settled later, together
     * with others.
     *
     * @param then told once what the job has become, if this attempt wrote it
     */
    public void run(QueueHandler handler, HeldJob job, Consumer<Optional<Settled>> then) {
        run(handler, job, grouped, then);
    }

    private void run(QueueHandler handler, HeldJob job, Settler settler, Consumer<Optional<Settled>> then) {
        Handling handling = effective(handler);
        if (!job.start(handler.maxRunTime())) {
            then.accept(Optional.empty());
            return;
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
        }
        Attempt attempt = begun.get();
        if (attempt == null) {
            job.end();
            Optional<Settled> after = settlement.unclaim(job);
            after.ifPresent(events.counters()::putBack);
            then.accept(after);
            return;
        }
        Attempt.Ending ending = attempt.ending();
        if (ending.unsettled().isPresent()) {
            Thread thread = Thread.currentThread();
            settler.settle(job, ending.unsettled().get(), after -> ended(job, after, thread, then));
        } else {
            ended(job, ending.after(), Thread.currentThread(), then);
        }
    }

    /** What a job has become that was run on this thread: listeners are told there, or else on nobody's in particular. */
    void ended(HeldJob job, Optional<Settled> after, Thread ranOn, Consumer<Optional<Settled>> then) {
        job.end();
        after.ifPresent(events.counters()::putBack);
        after.filter(settled -> !settled.isGivenBack())
                .ifPresent(settled -> giveBacks.settled(settled.after().id()));
        if (Thread.currentThread() == ranOn) {
            after.ifPresent(settled -> tell(job, settled.after()));
        } else {
            after.ifPresent(settled -> events.committed(List.of(settled.after())));
        }
        then.accept(after);
    }

    /** Listeners are code of the application, too, and a stop must not wait for them for ever. */
    private void tell(HeldJob job, JobState settled) {
        job.enterApplication();
        try {
            events.attempted(settled);
        } finally {
            job.leaveApplication();
        }
    }

    /** Reads the payload. */
    RunningJob read(QueueHandler handler, HeldJob held) throws UnreadablePayload {
        ClaimedJob claim = held.claim();
        try {
            Object payload = payloads.read(claim.job().payload(), handler.payloadType());
            return new RunningJob(claim.job().info(), payload, () -> isStopping() || held.isLost() || held.isOverdue());
        } catch (RuntimeException | Error unreadable) {
            throw new UnreadablePayload(claim, unreadable);
        }
    }

    /** How a handler is run here and now: perhaps more strictly than it asks for. */
    Handling effective(QueueHandler handler) {
        return isolation.effective(handler.handling());
    }

    public Isolation isolation() {
        return isolation;
    }

    /** Where what succeeds without a transaction is settled, if a thread runs it. */
    public GroupedSettlements grouped() {
        return grouped;
    }

    public HeldJobs held() {
        return held;
    }

    public boolean isStopping() {
        return stopping.hasBegun();
    }

    public void stop() {
        stopping.begin();
    }
}
