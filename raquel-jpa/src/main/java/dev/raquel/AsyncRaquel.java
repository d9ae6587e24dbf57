package dev.raquel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@link RaquelService}, run on the executor of the node (in a server a managed one), each in a
 * transaction of its own. A stage completes after the commit, with what the operation returns or with the exception
 * that it throws; with a {@link java.util.concurrent.RejectedExecutionException} if the executor takes nothing more.
 * Safe for use by many threads.
 *
 * <p>In Java SE operations that no thread is free for wait in a list without a bound: whoever calls more than the
 * threads get done must wait for earlier stages, or the list grows until memory ends. In a server that is up to its
 * executor.
 *
 * <p>The methods that write throw {@link IllegalStateException} while the calling thread has a transaction: what they
 * write would not be part of it.
 */
public interface AsyncRaquel {

    /**
     * Adds a job, see {@link RaquelService#enqueue(String, Object)}. The payload is turned into text before this method
     * returns, so it may be changed afterwards.
     *
     * @param queue the queue
     * @param payload the payload; null for none
     * @return the job as it was committed
     * @throws IllegalArgumentException if the queue's name cannot be one, or the payload cannot be written
     * @throws IllegalStateException if the calling thread has a transaction
     */
    CompletionStage<JobInfo> enqueue(String queue, @Nullable Object payload);

    /**
     * Adds a job, see {@link RaquelService#enqueue(JobRequest)}. The payload is turned into text before this method
     * returns, so it may be changed afterwards.
     *
     * @param request the job
     * @return the job as it was committed
     * @throws IllegalArgumentException if the payload cannot be written, the start is before 1970, or a time or span is
     *     beyond 2^63-1 ms
     * @throws IllegalStateException if the calling thread has a transaction
     */
    CompletionStage<JobInfo> enqueue(JobRequest request);

    /**
     * Adds many jobs in one transaction, see {@link RaquelService#enqueueAll(Stream)}.
     *
     * @param requests the jobs; read on the executor
     * @return how many were added
     */
    CompletionStage<Long> enqueueAll(Stream<JobRequest> requests);

    /**
     * Adds many jobs in one transaction, see {@link RaquelService#enqueueAll(Collection)}.
     *
     * @param requests the jobs; read on the executor
     * @return how many were added
     */
    default CompletionStage<Long> enqueueAll(Collection<JobRequest> requests) {
        return enqueueAll(requests.stream());
    }

    /**
     * Reads one job, see {@link RaquelService#get}.
     *
     * @param id the job's id
     * @return the job; empty if no row has this id
     */
    CompletionStage<Optional<JobInfo>> get(UUID id);

    /**
     * Reads a page of jobs, see {@link RaquelService#jobs}.
     *
     * @param query which jobs
     * @return the page
     */
    CompletionStage<JobPage> jobs(JobQuery query);

    /**
     * Counts jobs, see {@link RaquelService#count(JobQuery)}.
     *
     * @param query which jobs
     * @return how many there are
     */
    CompletionStage<Long> count(JobQuery query);

    /**
     * Names the queues, see {@link RaquelService#queues}.
     *
     * @return the names, sorted
     */
    CompletionStage<List<String>> queues();

    /**
     * Counts the jobs of queues by state, see {@link RaquelService#stats}.
     *
     * @param queues the queues; none for all
     * @return the numbers by queue
     */
    CompletionStage<Map<String, QueueStats>> stats(String... queues);

    /**
     * Cancels a job that waits, see {@link RaquelService#cancel(UUID)}.
     *
     * @param id the job's id
     * @return whether it was cancelled
     */
    CompletionStage<Boolean> cancel(UUID id);

    /**
     * Puts a finished job back, see {@link RaquelService#requeue(UUID)}.
     *
     * @param id the job's id
     * @return whether it was requeued
     */
    CompletionStage<Boolean> requeue(UUID id);

    /**
     * Puts finished jobs back, see {@link RaquelService#requeue(JobQuery)}.
     *
     * @param query which jobs
     * @return how many were requeued
     */
    CompletionStage<Long> requeue(JobQuery query);

    /**
     * Expires jobs that are past their deadline, see {@link RaquelService#expire}.
     *
     * @param queues the queues; none for all
     * @return how many expired
     */
    CompletionStage<Long> expire(String... queues);

    /**
     * Claims one job, see {@link RaquelService#claim}.
     *
     * @param options which job, and how
     * @return the claim; empty if no job is due
     */
    CompletionStage<Optional<Claim>> claim(ClaimOptions options);

    /**
     * Makes a claim young again, see {@link RaquelService#renew}.
     *
     * @param claim the claim
     * @return whether it is good
     */
    CompletionStage<Boolean> renew(Claim claim);

    /**
     * Gives a claim back, see {@link RaquelService#unclaim}.
     *
     * @param claim the claim
     * @return whether it was given back
     */
    CompletionStage<Boolean> unclaim(Claim claim);

    /**
     * Settles a claimed job as a success, see {@link RaquelService#resolve}.
     *
     * @param claim the claim
     * @return the job as it was written
     */
    CompletionStage<JobInfo> resolve(Claim claim);

    /**
     * Settles a claimed job as a failure, see {@link RaquelService#fail(Claim, String)}.
     *
     * @param claim the claim
     * @param error what went wrong
     * @return the job as it was written
     */
    CompletionStage<JobInfo> fail(Claim claim, String error);

    /**
     * Settles a claimed job as a failure, see {@link RaquelService#fail(Claim, Throwable)}.
     *
     * @param claim the claim
     * @param error what went wrong
     * @return the job as it was written
     */
    CompletionStage<JobInfo> fail(Claim claim, Throwable error);

    /**
     * Settles a claimed job as exhausted, see {@link RaquelService#giveUp(Claim, String)}.
     *
     * @param claim the claim
     * @param error what went wrong
     * @return the job as it was written
     */
    CompletionStage<JobInfo> giveUp(Claim claim, String error);

    /**
     * Settles a claimed job as exhausted, see {@link RaquelService#giveUp(Claim, Throwable)}.
     *
     * @param claim the claim
     * @param error what went wrong
     * @return the job as it was written
     */
    CompletionStage<JobInfo> giveUp(Claim claim, Throwable error);

    /**
     * Puts a claimed job back to run again, see {@link RaquelService#reschedule(Claim, Duration)}.
     *
     * @param claim the claim
     * @param delay how long from now, zero or more
     * @return the job as it was written
     */
    CompletionStage<JobInfo> reschedule(Claim claim, Duration delay);

    /**
     * Puts a claimed job back to run again, see {@link RaquelService#reschedule(Claim, Instant)}.
     *
     * @param claim the claim
     * @param at the earliest start
     * @return the job as it was written
     */
    CompletionStage<JobInfo> reschedule(Claim claim, Instant at);

    /**
     * Puts a claimed job back for somebody else, see {@link RaquelService#reject}.
     *
     * @param claim the claim
     * @return the job as it was written
     */
    CompletionStage<JobInfo> reject(Claim claim);

    /**
     * Settles a claimed job as cancelled, see {@link RaquelService#cancel(Claim)}.
     *
     * @param claim the claim
     * @return the job as it was written
     */
    CompletionStage<JobInfo> cancel(Claim claim);

    /**
     * Claims one job and runs a handler for it on the executor, see {@link RaquelService#dequeue}.
     *
     * @param options which job, and how it is handled
     * @param handler the code
     * @param <T> the type of the payload, that of the options
     * @return whether there was a job
     */
    <T extends @Nullable Object> CompletionStage<Boolean> dequeue(DequeueOptions options, JobHandler<T> handler);
}
