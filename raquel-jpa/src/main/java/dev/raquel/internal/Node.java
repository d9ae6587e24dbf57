package dev.raquel.internal;

import dev.raquel.RaquelService;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.attempt.Drain;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.Expiry;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.claim.WaitingQueues;
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
import dev.raquel.internal.schema.JobTable;
import dev.raquel.internal.service.Services;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.DatabaseClock;
import dev.raquel.internal.store.Isolation;
import dev.raquel.internal.store.JobSearch;
import dev.raquel.internal.store.JobStore;
import dev.raquel.internal.store.Sessions;
import dev.raquel.internal.wakeup.Ears;
import dev.raquel.internal.wakeup.OtherNodes;
import dev.raquel.spi.AttemptScope;
import dev.raquel.spi.JobListener;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * All parts of one node of the queue, put together over one persistence unit. Touches the database only when it is
 * used. Safe for use by many threads.
 */
public final class Node {

    private static final long CLOCKS_DIFFER_MILLIS = 100;

    private final Transactions transactions;
    private final InstantSource clock;
    private final PayloadCodec payloads;
    private final AttemptScope scope;
    private final LifeEvents events;
    private final DispatcherSettings settings;
    private final JobStore store;
    private final Isolation isolation;
    private final Claims claims;
    private final Leases leases;
    private final SharedDuties sharedDuties;
    private final IdleRound idleRound;
    private final OtherNodes otherNodes;
    private final List<Subscribed> subscribed = new CopyOnWriteArrayList<>();
    private final Services services;

    /**
     * Puts a node together.
     *
     * @param factory the persistence unit that has the job table
     * @param transactions how to run transactions on it
     * @param sessions how to get at the sessions of these transactions
     * @param payloads how payloads become text
     * @param scope what surrounds attempts
     * @param listeners who is told what has become of jobs
     * @param settings how it behaves
     * @param executor runs what callers do not want to wait for
     * @param threads makes the thread that notifies other nodes
     * @param clock the time; null for that of the database
     */
    public Node(
            SessionFactory factory,
            Transactions transactions,
            Sessions sessions,
            PayloadCodec payloads,
            AttemptScope scope,
            Collection<? extends JobListener> listeners,
            DispatcherSettings settings,
            Executor executor,
            ThreadFactory threads,
            @Nullable InstantSource clock) {
        this.transactions = transactions;
        this.payloads = payloads;
        this.scope = scope;
        this.events = LifeEvents.of(listeners, transactions, executor);
        this.settings = settings;
        Database database = new Database(factory, transactions, sessions);
        this.clock = clock == null ? new DatabaseClock(database) : clock;
        this.store = new JobStore(database);
        this.isolation = new Isolation(database);
        Locking locking = new Locking(database);
        ClaimTokens tokens = new ClaimTokens(settings.nodeName());
        this.claims = new Claims(database, locking, events, tokens, this.clock, settings.reclaimAfter());
        this.leases = new Leases(database, locking, events);
        this.idleRound = new IdleRound(claims, this.clock);
        this.sharedDuties = SharedDuties.of(duties(), oldJobs(new FinishedJobs(database, locking)));
        this.otherNodes = settings.notifyNodes()
                ? OtherNodes.notified(database, this.clock, threads, new SubscribedEars())
                : OtherNodes.UNTOLD;
        this.services = new Services(
                store,
                new JobSearch(sessions),
                new JobTable(database),
                new Expiry(database, locking, events),
                new WaitingQueues(database),
                leases,
                new Claims(
                        database,
                        locking,
                        events,
                        tokens,
                        this.clock,
                        settings.reclaimAfter()), // one job each: what is in doubt there is found there
                tokens,
                attempts(),
                new AvoidedJobs(settings.pollInterval()),
                payloads,
                this.clock,
                settings.reclaimAfter(),
                this::announce,
                events,
                this::policy,
                this::drain,
                transactions,
                executor);
    }

    /** The queue as callers see it. */
    public RaquelService service() {
        return service(transactions);
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
    public Dispatcher subscribe(Collection<QueueHandler> handlers, Executor executor, ThreadFactory threads) {
        return subscribe(handlers, executor, ThreadAllowance.enough(), threads);
    }

    /**
     * Adds handlers, with a dispatcher of their own that is still to be started.
     *
     * @throws IllegalStateException if one of the queues has a handler already
     */
    public synchronized Dispatcher subscribe(
            Collection<QueueHandler> handlers,
            Executor executor,
            ThreadAllowance<Runnable> allowance,
            ThreadFactory threads) {
        for (QueueHandler handler : handlers) {
            requireUnhandled(handler.queue());
        }
        Attempts attempts = attempts();
        Dispatcher dispatcher = new Dispatcher(
                handlers,
                attempts,
                claims,
                leases,
                sharedDuties,
                idleRound,
                clock,
                settings,
                executor,
                allowance,
                threads,
                otherNodes);
        subscribed.add(new Subscribed(List.copyOf(handlers), attempts, dispatcher));
        return dispatcher;
    }

    /** Something that tells whether the database answers. */
    public DatabaseQuestion databaseQuestion() {
        return new DatabaseQuestion(store, transactions, System::nanoTime);
    }

    /** Removes the handlers that came with a dispatcher. It must be stopped. */
    public void unsubscribe(Dispatcher dispatcher) {
        subscribed.removeIf(one -> one.dispatcher == dispatcher);
    }

    private List<Duty> duties() {
        Duty lostClaims = new LostClaims(leases, clock, settings.reclaimAfter(), this::reclaimed);
        return clock instanceof DatabaseClock database
                ? List.of(lostClaims, new ClockSync(database))
                : List.of(lostClaims);
    }

    private Optional<Duty> oldJobs(FinishedJobs finished) {
        return settings.retention().isForEver()
                ? Optional.empty()
                : Optional.of(new OldJobs(finished, clock, settings.retention()));
    }

    private void reclaimed(JobState job) {
        if (job.waits()) {
            wakeAt(job.queue(), job.scheduledAt());
        }
    }

    private Attempts attempts() {
        return new Attempts(
                store,
                transactions,
                isolation,
                payloads,
                clock,
                scope,
                events,
                settings.reclaimAfter(),
                settings.shutdownTimeout());
    }

    private @Nullable RetryPolicy policy(String queue) {
        return handlers()
                .filter(handler -> handler.queue().equals(queue))
                .findFirst()
                .map(QueueHandler::retryPolicy)
                .orElse(null);
    }

    /**
     * Tells other nodes what is still to be told of, and nothing from then on. Dispatchers are to be stopped before.
     */
    public void close() {
        otherNodes.close();
    }

    private void announce(String queue, long scheduledAt) {
        wakeAt(queue, scheduledAt);
        otherNodes.added(queue, scheduledAt);
    }

    private void wakeAt(String queue, long millis) {
        subscribed.forEach(one -> one.dispatcher.wakeAt(queue, millis));
    }

    private int drain(String queue) {
        for (Subscribed one : subscribed) {
            for (QueueHandler handler : one.handlers) {
                if (handler.queue().equals(queue)) {
                    return new Drain(handler, one.attempts, claims, clock).run();
                }
            }
        }
        throw new IllegalStateException("No handler here knows queue '" + queue + "'; those that do: " + queues());
    }

    private void requireUnhandled(String queue) {
        if (queues().contains(queue)) {
            throw new IllegalStateException("Queue '" + queue + "' has a handler already; a queue has one handler");
        }
    }

    private List<String> queues() {
        return handlers().map(QueueHandler::queue).toList();
    }

    private Stream<QueueHandler> handlers() {
        return subscribed.stream().flatMap(one -> one.handlers.stream());
    }

    /**
     * Looks once more a moment later where nobody says by which clock a job is due: whoever enqueued it may be a little
     * ahead of this node's reading of the database's time, and a queue that is looked at too early waits for its next
     * poll.
     */
    private final class SubscribedEars implements Ears {

        @Override
        public void due(String queue, long millis) {
            wakeAt(queue, millis);
            if (millis == 0) {
                wakeSoon(queue);
            }
        }

        @Override
        public void anything() {
            subscribed.forEach(one -> one.dispatcher.wakeAll());
            subscribed.forEach(one -> one.handlers.forEach(handler -> wakeSoon(handler.queue())));
        }

        private void wakeSoon(String queue) {
            wakeAt(queue, clock.millis() + CLOCKS_DIFFER_MILLIS);
        }
    }

    private record Subscribed(List<QueueHandler> handlers, Attempts attempts, Dispatcher dispatcher) {}
}
