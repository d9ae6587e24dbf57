package dev.raquel.internal;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Millis;
import dev.raquel.internal.lifecycle.RetryLimits;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.PayloadCodec;
import dev.raquel.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The queue as callers see it: each call is one step in the caller's transaction. */
final class QueueService implements RaquelService {

    private final JobStore store;
    private final Transactions transactions;
    private final PayloadCodec payloads;
    private final InstantSource clock;
    private final WaitingJobs waiting;
    private final ToIntFunction<String> drain;

    QueueService(
            JobStore store,
            Transactions transactions,
            PayloadCodec payloads,
            InstantSource clock,
            WaitingJobs waiting,
            ToIntFunction<String> drain) {
        this.store = store;
        this.transactions = transactions;
        this.payloads = payloads;
        this.clock = clock;
        this.waiting = waiting;
        this.drain = drain;
    }

    @Override
    public JobInfo enqueue(String queue, @Nullable Object payload) {
        return enqueue(JobRequest.of(payload).withQueue(queue));
    }

    @Override
    public JobInfo enqueue(JobRequest request) {
        JobState job = newJob(request, clock.millis());
        transactions.joining(() -> {
            store.insert(job);
            announceAfterCommit(job);
            return job;
        });
        return JobInfos.of(job);
    }

    @Override
    public Optional<JobInfo> get(UUID id) {
        return transactions.joining(() -> store.find(id)).map(JobInfos::of);
    }

    @Override
    public boolean cancel(UUID id) {
        return moveUnlessMoved(id, Lifecycle.CANCELLABLE, Lifecycle::cancel);
    }

    @Override
    public boolean requeue(UUID id) {
        return moveUnlessMoved(id, Lifecycle.REQUEUEABLE, Lifecycle::requeue);
    }

    @Override
    public int drain(String queue) {
        if (transactions.status() != Transactions.Status.NONE) {
            throw new IllegalStateException("drain(\"" + queue + "\") was called inside a transaction, whose jobs the"
                    + " handlers cannot see before it commits; call it after the commit");
        }
        return drain.applyAsInt(queue);
    }

    private boolean moveUnlessMoved(UUID id, Set<JobStatus> from, BiFunction<JobState, Long, Transition> move) {
        long now = clock.millis();
        return transactions.joining(() -> {
            Optional<JobState> seen = store.find(id).filter(job -> from.contains(job.status()));
            while (seen.isPresent()) {
                Transition change = move.apply(seen.get(), now);
                if (store.moveUnclaimed(seen.get(), change)) {
                    announceAfterCommit(seen.get().after(change));
                    return true;
                }
                seen = changedSince(seen.get()).filter(job -> from.contains(job.status()));
            }
            return false;
        });
    }

    /** The row as it is now; empty if it still looks the same, as it does to a transaction that reads from a snapshot. */
    private Optional<JobState> changedSince(JobState seen) {
        return store.find(seen.id()).filter(now -> !now.equals(seen));
    }

    private void announceAfterCommit(JobState job) {
        if (job.status() == JobStatus.QUEUED) {
            transactions.afterCommit(() -> waiting.added(job.queue(), job.scheduledAt()));
        }
    }

    private JobState newJob(JobRequest request, long now) {
        RetryPolicy policy = request.retryPolicy() == null ? RetryPolicy.DEFAULT : request.retryPolicy();
        return new JobState(
                UUID.randomUUID(),
                request.queue(),
                payloads.write(request.payload()),
                JobStatus.QUEUED,
                request.maxAge() == null ? null : Long.valueOf(millis("maxAge", request.maxAge())),
                RetryLimits.of(policy),
                now,
                start(request, now),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static long start(JobRequest request, long now) {
        long from = request.at() == null ? now : millis(request.at());
        if (from < 0) {
            throw new IllegalArgumentException("at is " + request.at() + "; give a time since 1970");
        }
        return Millis.plus(from, millis("delay", request.delay()));
    }

    private static long millis(String name, Duration span) {
        try {
            return span.toMillis();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(name + " is " + span + ", more than 2^63-1 ms; give less", tooLong);
        }
    }

    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException("at is " + time + ", beyond the range of the column", tooFar);
        }
    }
}
