package dev.raquel.internal.service;

import dev.raquel.AsyncRaquel;
import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.DequeueOptions;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobPage;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.QueueCounters;
import dev.raquel.QueueStats;
import dev.raquel.RaquelService;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.spi.Transactions;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queue as callers see it. Says what is called, and leaves the work to the parts. */
final class QueueService implements RaquelService {

    private final Services node;
    private final Operations operations;
    private final Transactions transactions;
    private final AsyncRaquel async;

    /**
     * The queue for callers whose transactions are these.
     *
     * @param node what it shares with other services
     * @param operations does the work, in these transactions
     * @param transactions those of the callers
     * @param apart does what callers do not want to wait for, in other transactions; null for this one
     */
    QueueService(Services node, Operations operations, Transactions transactions, @Nullable RaquelService apart) {
        this.node = node;
        this.operations = operations;
        this.transactions = transactions;
        this.async = new AsyncQueueService(
                apart == null ? this : apart, operations.enqueueing(), transactions, node.executor);
    }

    @Override
    public JobInfo enqueue(String queue, @Nullable Object payload) {
        return enqueue(JobRequest.of(payload).withQueue(queue));
    }

    @Override
    public JobInfo enqueue(JobRequest request) {
        return operations.enqueueing().enqueue(request);
    }

    @Override
    public long enqueueAll(Stream<JobRequest> requests) {
        return operations.enqueueing().enqueueAll(requests);
    }

    @Override
    public Optional<JobInfo> get(UUID id) {
        return operations.reading().get(id);
    }

    @Override
    public JobPage jobs(JobQuery query) {
        return operations.reading().jobs(query);
    }

    @Override
    public long count(JobQuery query) {
        return operations.reading().count(query);
    }

    @Override
    public Map<String, QueueCounters> counters() {
        return node.events.counters().read();
    }

    @Override
    public List<String> queues() {
        return operations.reading().queues();
    }

    @Override
    public Map<String, QueueStats> stats(String... queues) {
        return operations.reading().stats(List.of(queues));
    }

    @Override
    public <T> @Nullable T payload(JobInfo job, Class<T> type) {
        @SuppressWarnings("unchecked") // that of a primitive type is its wrapper's
        Class<T> boxed = (Class<T>) MethodType.methodType(type).wrap().returnType();
        return boxed.cast(node.payloads.read(job.payload(), type));
    }

    @Override
    public boolean cancel(UUID id) {
        return operations.moves().cancel(id);
    }

    @Override
    public boolean requeue(UUID id) {
        return operations.moves().requeue(id);
    }

    @Override
    public long requeue(JobQuery query) {
        return operations.moves().requeue(query);
    }

    @Override
    public long expire(String... queues) {
        return operations.moves().expire(List.of(queues));
    }

    @Override
    public Optional<Claim> claim(ClaimOptions options) {
        return operations.claiming().claim(options).map(claim -> claim);
    }

    @Override
    public boolean renew(Claim claim) {
        return operations.claiming().renew(ours(claim));
    }

    @Override
    public boolean unclaim(Claim claim) {
        return operations.settling().unclaim(ours(claim));
    }

    @Override
    public JobInfo resolve(Claim claim) {
        return operations.settling().settle(ours(claim), new Outcome.Succeeded());
    }

    @Override
    public JobInfo fail(Claim claim, String error) {
        return operations.settling().settle(ours(claim), new Outcome.Failed(text(error)));
    }

    @Override
    public JobInfo fail(Claim claim, Throwable error) {
        return operations.settling().settle(ours(claim), new Outcome.Failed(text(error)));
    }

    @Override
    public JobInfo giveUp(Claim claim, String error) {
        return operations.settling().settle(ours(claim), new Outcome.GivenUp(text(error)));
    }

    @Override
    public JobInfo giveUp(Claim claim, Throwable error) {
        return operations.settling().settle(ours(claim), new Outcome.GivenUp(text(error)));
    }

    @Override
    public JobInfo reschedule(Claim claim, Duration delay) {
        return operations.settling().settle(ours(claim), new Outcome.Rescheduled(null, Millis.ofSpan("delay", delay)));
    }

    @Override
    public JobInfo reschedule(Claim claim, Instant at) {
        return operations.settling().settle(ours(claim), new Outcome.Rescheduled(Millis.ofStart("at", at), null));
    }

    @Override
    public JobInfo reject(Claim claim) {
        return operations.settling().reject(ours(claim));
    }

    @Override
    public JobInfo cancel(Claim claim) {
        return operations.settling().settle(ours(claim), new Outcome.Cancelled());
    }

    @Override
    public <T extends @Nullable Object> boolean dequeue(DequeueOptions options, JobHandler<T> handler) {
        @SuppressWarnings("unchecked") // the payload is read as the type that the options name
        JobHandler<Object> untyped = (JobHandler<Object>) (JobHandler<?>) handler;
        return operations.dequeueing().dequeue(options, untyped);
    }

    @Override
    public int drain(String queue) {
        requireNoTransaction("drain(\"" + queue + "\")", "whose jobs the handlers cannot see before it commits");
        return node.handled.drain(queue);
    }

    @Override
    public AsyncRaquel async() {
        return async;
    }

    @Override
    public void createSchema() {
        node.table.create();
    }

    @Override
    public void dropSchema() {
        requireNoTransaction("dropSchema()", "which may have locked the table, and would be waited for without end");
        node.table.drop();
    }

    private void requireNoTransaction(String call, String why) {
        if (transactions.status() != Transactions.Status.NONE) {
            throw new IllegalStateException(
                    call + " was called inside a transaction, " + why + "; call it after the commit");
        }
    }

    private static ClaimedJob ours(Claim claim) {
        if (claim instanceof ClaimedJob ours) {
            return ours;
        }
        throw new IllegalArgumentException(
                "The claim is a " + claim.getClass().getName() + "; give one that claim(options) has returned");
    }

    private static ErrorText text(String error) {
        return ErrorText.of(Objects.requireNonNull(error, "error"));
    }

    private static ErrorText text(Throwable error) {
        return ErrorText.of(Objects.requireNonNull(error, "error"));
    }
}
