package dev.raquel.internal;

import dev.raquel.RaquelService;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.dispatch.DatabaseQuestion;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.dispatch.IdleRound;
import dev.raquel.internal.duty.ClockSync;
import dev.raquel.internal.duty.Duty;
import dev.raquel.internal.duty.LostClaims;
import dev.raquel.internal.duty.OldJobs;
import dev.raquel.internal.duty.SharedDuties;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.runner.ThreadAllowance;
import dev.raquel.internal.service.ByHand;
import dev.raquel.internal.service.Services;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.DatabaseClock;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.wakeup.OtherNodes;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.JobListener;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * All parts of one node of the queue, put together over one persistence unit. Touches the database only when it is
 * used. Safe for use by many threads.
 */
public final class Node {

    private final Database database;
    private final InstantSource clock;
    private final PayloadCodec payloads;
    private final AttemptScope scope;
    private final LifeEvents events;
    private final DispatcherSettings settings;
    private final JobStore store;
    private final Isolation isolation;
    private final Claims claims;
    private final SharedDuties sharedDuties;
    private final IdleRound idleRound;
    private final Handlers handlers;
    private final OtherNodes otherNodes;
    private final Services services;

    /**
     * Puts a node together.
     *
     * @param database the database that has the job table
     * @param payloads how payloads become text
     * @param scope what surrounds attempts
     * @param listeners who is told what has become of jobs
     * @param settings how it behaves
     * @param executor runs what callers do not want to wait for
     * @param threads makes the thread that notifies other nodes
     * @param clock the time; null for that of the database
     */
    public Node(
            Database database,
            PayloadCodec payloads,
            AttemptScope scope,
            Collection<? extends JobListener> listeners,
            DispatcherSettings settings,
            Executor executor,
            ThreadFactory threads,
            @Nullable InstantSource clock) {
        this.database = database;
        this.payloads = payloads;
        this.scope = scope;
        this.events = LifeEvents.of(listeners, database.transactions(), executor);
        this.settings = settings;
        this.clock = clock == null ? new DatabaseClock(database) : clock;
        this.store = new JobStore(database);
        this.isolation = new Isolation(database);
        Locking locking = new Locking(database);
        this.claims = new Claims(
                database, locking, events, new ClaimTokens(settings.nodeName()), this.clock, settings.reclaimAfter());
        this.idleRound = new IdleRound(claims, this.clock);
        this.sharedDuties = SharedDuties.of(duties(), oldJobs(new FinishedJobs(database, locking)));
        this.handlers = new Handlers(claims, this.clock);
        this.otherNodes = settings.notifyNodes()
                ? OtherNodes.notified(database, this.clock, threads, new NodeEars(handlers, this.clock))
                : OtherNodes.UNTOLD;
        this.services =
                new Services(database, this.clock, payloads, byHand(), handlers, this::announce, events, executor);
    }

    /** The queue as callers see it. */
    public RaquelService service() {
        return service(database.transactions());
    }

    /** The queue for callers whose transactions are these, which must be of the node's persistence unit. */
    public RaquelService service(Transactions callers) {
        return services.service(callers);
    }

    /**
     * Adds handlers, with a dispatcher of their own that is still to be started, and threads enough for all of them.
     *
     * @throws IllegalStateException if one of the queues has a handler already
     */
    public Dispatcher subscribe(Collection<QueueHandler> added, Executor executor, ThreadFactory threads) {
        return subscribe(added, executor, ThreadAllowance.enough(), threads);
    }

    /**
     * Adds handlers, with a dispatcher of their own that is still to be started.
     *
     * @throws IllegalStateException if one of the queues has a handler already
     */
    public synchronized Dispatcher subscribe(
            Collection<QueueHandler> added,
            Executor executor,
            ThreadAllowance<Runnable> allowance,
            ThreadFactory threads) {
        for (QueueHandler handler : added) {
            handlers.requireUnhandled(handler.queue());
        }
        Attempts attempts = attempts();
        Dispatcher dispatcher = new Dispatcher(
                added,
                attempts,
                claims,
                claims.leases(),
                sharedDuties,
                idleRound,
                clock,
                settings,
                executor,
                allowance,
                threads,
                otherNodes);
        handlers.add(added, attempts, dispatcher);
        return dispatcher;
    }

    /** Removes the handlers that came with a dispatcher. It must be stopped. */
    public void unsubscribe(Dispatcher dispatcher) {
        handlers.remove(dispatcher);
    }

    /** A question to the database that tells whether it answers. */
    public DatabaseQuestion databaseQuestion() {
        return new DatabaseQuestion(store, database.transactions(), System::nanoTime);
    }

    /**
     * Tells other nodes what is still to be told of, and nothing from then on. Dispatchers are to be stopped before.
     */
    public void close() {
        otherNodes.close();
    }

    private List<Duty> duties() {
        Duty lostClaims = new LostClaims(claims.leases(), clock, settings.reclaimAfter(), this::reclaimed);
        return clock instanceof DatabaseClock read ? List.of(lostClaims, new ClockSync(read)) : List.of(lostClaims);
    }

    private Optional<Duty> oldJobs(FinishedJobs finished) {
        return settings.retention().isForEver()
                ? Optional.empty()
                : Optional.of(new OldJobs(finished, clock, settings.retention()));
    }

    private void reclaimed(JobState job) {
        if (job.waits()) {
            handlers.wakeAt(job.queue(), job.scheduledAt());
        }
    }

    /** Has claims in doubt of its own: callers claim one job each, and what is in doubt there is found there. */
    private ByHand byHand() {
        return new ByHand(
                claims.withDoubtsOfItsOwn(),
                settings.reclaimAfter(),
                attempts(),
                new AvoidedJobs(settings.pollInterval()));
    }

    private Attempts attempts() {
        return new Attempts(
                store,
                database.transactions(),
                isolation,
                payloads,
                clock,
                scope,
                events,
                settings.reclaimAfter(),
                settings.shutdownTimeout());
    }

    private void announce(String queue, long scheduledAt) {
        handlers.wakeAt(queue, scheduledAt);
        otherNodes.added(queue, scheduledAt);
    }
}
