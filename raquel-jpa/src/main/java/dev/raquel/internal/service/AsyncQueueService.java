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
import dev.raquel.QueueStats;
import dev.raquel.RaquelService;
import dev.raquel.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls the queue's operations on an executor, where no transaction is open. */
final class AsyncQueueService implements AsyncRaquel {

    private final RaquelService service;
    private final Enqueueing enqueueing;
    private final Transactions transactions;
    private final Executor executor;

    AsyncQueueService(RaquelService service, Enqueueing enqueueing, Transactions transactions, Executor executor) {
        this.service = service;
        this.enqueueing = enqueueing;
        this.transactions = transactions;
        this.executor = executor;
    }

    @Override
    public CompletionStage<JobInfo> enqueue(String queue, @Nullable Object payload) {
        return enqueue(JobRequest.of(payload).withQueue(queue));
    }

    @Override
    public CompletionStage<JobInfo> enqueue(JobRequest request) {
        requireNoTransaction("enqueue");
        JobRequest written = enqueueing.written(request);
        return read(() -> service.enqueue(written));
    }

    @Override
    public CompletionStage<Long> enqueueAll(Stream<JobRequest> requests) {
        try {
            requireNoTransaction("enqueueAll");
        } catch (IllegalStateException refused) {
            requests.close();
            throw refused;
        }
        return read(() -> service.enqueueAll(requests)).whenComplete((added, failure) -> requests.close());
    }

    @Override
    public CompletionStage<Optional<JobInfo>> get(UUID id) {
        return read(() -> service.get(id));
    }

    @Override
    public CompletionStage<JobPage> jobs(JobQuery query) {
        return read(() -> service.jobs(query));
    }

    @Override
    public CompletionStage<Long> count(JobQuery query) {
        return read(() -> service.count(query));
    }

    @Override
    public CompletionStage<List<String>> queues() {
        return read(service::queues);
    }

    @Override
    public CompletionStage<Map<String, QueueStats>> stats(String... queues) {
        return read(() -> service.stats(queues));
    }

    @Override
    public CompletionStage<Boolean> cancel(UUID id) {
        return write("cancel", () -> service.cancel(id));
    }

    @Override
    public CompletionStage<Boolean> requeue(UUID id) {
        return write("requeue", () -> service.requeue(id));
    }

    @Override
    public CompletionStage<Long> requeue(JobQuery query) {
        return write("requeue", () -> service.requeue(query));
    }

    @Override
    public CompletionStage<Long> expire(String... queues) {
        return write("expire", () -> service.expire(queues));
    }

    @Override
    public CompletionStage<Optional<Claim>> claim(ClaimOptions options) {
        return write("claim", () -> service.claim(options));
    }

    @Override
    public CompletionStage<Boolean> renew(Claim claim) {
        return write("renew", () -> service.renew(claim));
    }

    @Override
    public CompletionStage<Boolean> unclaim(Claim claim) {
        return write("unclaim", () -> service.unclaim(claim));
    }

    @Override
    public CompletionStage<JobInfo> resolve(Claim claim) {
        return write("resolve", () -> service.resolve(claim));
    }

    @Override
    public CompletionStage<JobInfo> fail(Claim claim, String error) {
        return write("fail", () -> service.fail(claim, error));
    }

    @Override
    public CompletionStage<JobInfo> fail(Claim claim, Throwable error) {
        return write("fail", () -> service.fail(claim, error));
    }

    @Override
    public CompletionStage<JobInfo> giveUp(Claim claim, String error) {
        return write("giveUp", () -> service.giveUp(claim, error));
    }

    @Override
    public CompletionStage<JobInfo> giveUp(Claim claim, Throwable error) {
        return write("giveUp", () -> service.giveUp(claim, error));
    }

    @Override
    public CompletionStage<JobInfo> reschedule(Claim claim, Duration delay) {
        return write("reschedule", () -> service.reschedule(claim, delay));
    }

    @Override
    public CompletionStage<JobInfo> reschedule(Claim claim, Instant at) {
        return write("reschedule", () -> service.reschedule(claim, at));
    }

    @Override
    public CompletionStage<JobInfo> reject(Claim claim) {
        return write("reject", () -> service.reject(claim));
    }

    @Override
    public CompletionStage<JobInfo> cancel(Claim claim) {
        return write("cancel", () -> service.cancel(claim));
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<Boolean> dequeue(
            DequeueOptions options, JobHandler<T> handler) {
        return write("dequeue", () -> service.dequeue(options, handler));
    }

    private <R> CompletionStage<R> write(String operation, Supplier<R> work) {
        requireNoTransaction(operation);
        return read(work);
    }

    private void requireNoTransaction(String operation) {
        if (transactions.status() != Transactions.Status.NONE) {
            throw new IllegalStateException("async()." + operation
                    + " was called inside a transaction, but would run on"
                    + " another thread in a transaction of its own, and stay even if the caller's is rolled back. Call "
                    + operation + " without async() to take part in this transaction, or call it after the commit");
        }
    }

    private <R> CompletionStage<R> read(Supplier<R> work) {
        try {
            return CompletableFuture.supplyAsync(work, executor);
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }
}
