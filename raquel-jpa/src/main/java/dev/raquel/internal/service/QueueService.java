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
import dev.raquel.internal.count.Counters;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.schema.JobTable;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queue as callers see it. Says what is called, and leaves the work to the parts. */
final class QueueService implements RaquelService {

    private final Enqueueing enqueueing;
    private final Reading reading;
    private final Moves moves;
    private final Claiming claiming;
    private final Settling settling;
    private final Dequeueing dequeueing;
    private final JobTable table;
    private final PayloadCodec payloads;
    private final Transactions transactions;
    private final ToIntFunction<String> drain;
    private final Counters counters;
    private final AsyncRaquel async;

    QueueService(
            Enqueueing enqueueing,
            Reading reading,
            Moves moves,
            Claiming claiming,
            Settling settling,
            Dequeueing dequeueing,
            JobTable table,
            PayloadCodec payloads,
            Transactions transactions,
            ToIntFunction<String> drain,
            Counters counters,
            @Nullable RaquelService apart,
            Executor executor) {
        this.enqueueing = enqueueing;
        this.reading = reading;
        this.moves = moves;
        this.claiming = claiming;
        this.settling = settling;
        this.dequeueing = dequeueing;
        this.table = table;
        this.payloads = payloads;
        this.transactions = transactions;
        this.drain = drain;
        this.counters = counters;
        this.async = new AsyncQueueService(apart == null ? this : apart, enqueueing, transactions, executor);
    }

    @Override
    public JobInfo enqueue(String queue, @Nullable Object payload) {
        return enqueue(JobRequest.of(payload).withQueue(queue));
    }

    @Override
    public JobInfo enqueue(JobRequest request) {
        return enqueueing.enqueue(request);
    }

    @Override
    public long enqueueAll(Stream<JobRequest> requests) {
        return enqueueing.enqueueAll(requests);
    }

    @Override
    public Optional<JobInfo> get(UUID id) {
        return reading.get(id);
    }

    @Override
    public JobPage jobs(JobQuery query) {
        return reading.jobs(query);
    }

    @Override
    public long count(JobQuery query) {
        return reading.count(query);
    }

    @Override
    public Map<String, QueueCounters> counters() {
        return counters.read();
    }

    @Override
    public List<String> queues() {
        return reading.queues();
    }

    @Override
    public Map<String, QueueStats> stats(String... queues) {
        return reading.stats(List.of(queues));
    }

    @Override
    public <T> @Nullable T payload(JobInfo job, Class<T> type) {
        @SuppressWarnings("unchecked") // that of a primitive type is its wrapper's
        Class<T> boxed = (Class<T>) MethodType.methodType(type).wrap().returnType();
        return boxed.cast(payloads.read(job.payload(), type));
    }

    @Override
    public boolean cancel(UUID id) {
        return moves.cancel(id);
    }

    @Override
    public boolean requeue(UUID id) {
        return moves.requeue(id);
    }

    @Override
    public long requeue(JobQuery query) {
        return moves.requeue(query);
    }

    @Override
    public long expire(String... queues) {
        return moves.expire(List.of(queues));
    }

    @Override
    public Optional<Claim> claim(ClaimOptions options) {
        return claiming.claim(options).map(claim -> claim);
    }

    @Override
    public boolean renew(Claim claim) {
        return claiming.renew(ours(claim));
    }

    @Override
    public boolean unclaim(Claim claim) {
        return settling.unclaim(ours(claim));
    }

    @Override
    public JobInfo resolve(Claim claim) {
        return settling.settle(ours(claim), new Outcome.Succeeded());
    }

    @Override
    public JobInfo fail(Claim claim, String error) {
        return settling.settle(ours(claim), new Outcome.Failed(text(error)));
    }

    @Override
    public JobInfo fail(Claim claim, Throwable error) {
        return settling.settle(ours(claim), new Outcome.Failed(text(error)));
    }

    @Override
    public JobInfo giveUp(Claim claim, String error) {
        return settling.settle(ours(claim), new Outcome.GivenUp(text(error)));
    }

    @Override
    public JobInfo giveUp(Claim claim, Throwable error) {
        return settling.settle(ours(claim), new Outcome.GivenUp(text(error)));
    }

    @Override
    public JobInfo reschedule(Claim claim, Duration delay) {
        return settling.settle(ours(claim), new Outcome.Rescheduled(null, Millis.ofSpan("delay", delay)));
    }

    @Override
    public JobInfo reschedule(Claim claim, Instant at) {
        return settling.settle(ours(claim), new Outcome.Rescheduled(Millis.ofStart("at", at), null));
    }

    @Override
    public JobInfo reject(Claim claim) {
        return settling.reject(ours(claim));
    }

    @Override
    public JobInfo cancel(Claim claim) {
        return settling.settle(ours(claim), new Outcome.Cancelled());
    }

    @Override
    public <T extends @Nullable Object> boolean dequeue(DequeueOptions options, JobHandler<T> handler) {
        @SuppressWarnings("unchecked") // the payload is read as the type that the options name
        JobHandler<Object> untyped = (JobHandler<Object>) (JobHandler<?>) handler;
        return dequeueing.dequeue(options, untyped);
    }

    @Override
    public int drain(String queue) {
        requireNoTransaction("drain(\"" + queue + "\")", "whose jobs the handlers cannot see before it commits");
        return drain.applyAsInt(queue);
    }

    @Override
    public AsyncRaquel async() {
        return async;
    }

    @Override
    public void createSchema() {
        table.create();
    }

    @Override
    public void dropSchema() {
        requireNoTransaction("dropSchema()", "which may have locked the table, and would be waited for without end");
        table.drop();
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
