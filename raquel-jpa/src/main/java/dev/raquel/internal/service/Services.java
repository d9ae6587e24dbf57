package dev.raquel.internal.service;

import dev.raquel.RaquelService;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.AvoidedJobs;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.Expiry;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.claim.WaitingQueues;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.schema.JobTable;
import dev.raquel.internal.store.JobSearch;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of a node are made of; puts services together that share all of it but the caller's transaction.
 */
public record Services(
        JobStore store,
        JobSearch search,
        JobTable table,
        Expiry expiry,
        WaitingQueues waitingQueues,
        Leases leases,
        Claims claims,
        ClaimTokens tokens,
        Attempts attempts,
        AvoidedJobs rejected,
        PayloadCodec payloads,
        InstantSource clock,
        Duration leaseTime,
        WaitingJobs waitingJobs,
        LifeEvents events,
        Function<String, @Nullable RetryPolicy> policies,
        ToIntFunction<String> drain,
        Transactions own,
        Executor executor) {

    /** The queue for callers whose transactions are these. */
    public RaquelService service(Transactions transactions) {
        return service(transactions, transactions == own ? null : service(own));
    }

    private RaquelService service(Transactions transactions, @Nullable RaquelService apart) {
        Announcements announcements = new Announcements(transactions, waitingJobs, events);
        Claiming claiming =
                new Claiming(claims, tokens, waitingQueues, leases, clock, leaseTime, rejected, announcements);
        return new QueueService(
                new Enqueueing(new NewJobs(payloads, policies), store, transactions, clock, announcements),
                new Reading(store, search, transactions),
                new Moves(store, search, expiry, waitingQueues, transactions, clock, announcements),
                claiming,
                new Settling(store, transactions, clock, rejected, announcements),
                new Dequeueing(claiming, attempts, rejected, announcements),
                table,
                payloads,
                transactions,
                drain,
                events.counters(),
                apart,
                executor);
    }
}
