package dev.raquel.internal.service;

import dev.raquel.RaquelService;
import dev.raquel.internal.claim.WaitingQueues;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.schema.JobTable;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.JobSearch;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes the services of a node, which share all of it but the caller's transactions. Safe for use by many threads. */
public final class Services {

    final JobTable table;
    final PayloadCodec payloads;
    final LifeEvents events;
    final HandledQueues handled;
    final Executor executor;
    private final JobStore store;
    private final JobSearch search;
    private final WaitingQueues waitingQueues;
    private final Transactions own;
    private final ByHand byHand;
    private final InstantSource clock;
    private final WaitingJobs waitingJobs;

    /**
     * Services of one node.
     *
     * @param database which has the jobs
     * @param clock the database's time
     * @param payloads how payloads become text
     * @param byHand how jobs are claimed and run for callers
     * @param handled the queues that have a handler here
     * @param waitingJobs is told of each job that waits, once that is committed
     * @param events who is told what has become of jobs
     * @param executor runs what callers do not want to wait for
     */
    public Services(
            Database database,
            InstantSource clock,
            PayloadCodec payloads,
            ByHand byHand,
            HandledQueues handled,
            WaitingJobs waitingJobs,
            LifeEvents events,
            Executor executor) {
        this.store = new JobStore(database);
        this.search = new JobSearch(database.sessions());
        this.table = new JobTable(database);
        this.waitingQueues = new WaitingQueues(database);
        this.own = database.transactions();
        this.clock = clock;
        this.payloads = payloads;
        this.byHand = byHand;
        this.handled = handled;
        this.waitingJobs = waitingJobs;
        this.events = events;
        this.executor = executor;
    }

    /** The queue for callers whose transactions are these. */
    public RaquelService service(Transactions callers) {
        return service(callers, callers == own ? null : service(own));
    }

    private RaquelService service(Transactions callers, @Nullable RaquelService apart) {
        return new QueueService(this, operations(callers), callers, apart);
    }

    private Operations operations(Transactions callers) {
        Announcements announcements = new Announcements(callers, waitingJobs, events);
        Claiming claiming = new Claiming(byHand, waitingQueues, clock, announcements);
        return new Operations(
                new Enqueueing(new NewJobs(payloads, handled::policy), store, callers, clock, announcements),
                new Reading(store, search, callers),
                new Moves(store, search, byHand.claims().expiry(), waitingQueues, callers, clock, announcements),
                claiming,
                new Settling(store, callers, clock, byHand.rejected(), announcements),
                new Dequeueing(claiming, byHand.attempts(), byHand.rejected(), announcements));
    }
}
