package dev.raquel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The job queue: enqueues jobs, looks after those that are there, and claims them one by one for whoever does not want
 * a dispatcher.
 *
 * <p>In a server it is injected; in Java SE {@link Raquel} is one. Safe for use by many threads.
 *
 * <p><b>Transactions.</b> Each method says which one it runs in. "The caller's" is the JTA transaction of the thread,
 * in Java SE that of {@link Raquel#inTransaction} or {@link Raquel#joining}; where there is none, the method opens one
 * of its own and commits it before it returns. "Its own" is one that commits whatever becomes of the caller's.
 *
 * <p><b>Errors.</b> What the database refuses comes out as {@link jakarta.persistence.PersistenceException}. Where a
 * method commits a transaction of its own and that fails, {@link CommitFailedException} comes out: it may have
 * committed all the same, which {@link #get} tells. Where the caller's transaction has ended, but is still that of the
 * thread, what runs in it is refused with {@link IllegalStateException}. A time or a span beyond the range of 2^63-1 ms
 * is refused with {@link IllegalArgumentException} by the method that gets it.
 */
public interface RaquelService {

    /**
     * Adds a job, due at once, with the retry policy that this node's handler of the queue states, or else
     * {@link RetryPolicy#DEFAULT}. The same as {@link #enqueue(JobRequest)} with a request for that queue and payload.
     *
     * @param queue the queue
     * @param payload the payload; a {@code String} is stored as it is, anything else as JSON; null for none
     * @return the job as it was written
     * @throws IllegalArgumentException if the queue's name is none that {@link JobRequest} takes, or the payload cannot
     *     be written; nothing is written then
     */
    JobInfo enqueue(String queue, @Nullable Object payload);

    /**
     * Adds a job: one insert, at once, in the caller's transaction. No commit, no job. The row does not go through the
     * caller's persistence context, so clearing that loses nothing. After the commit the handlers in this JVM are
     * woken.
     *
     * @param request the job
     * @return the job as it was written
     * @throws IllegalArgumentException if the payload cannot be written as JSON, or is a text that databases cannot
     *     hold (with a NUL character, or half a surrogate pair), or the start time is beyond the range of the column;
     *     nothing is written then
     */
    JobInfo enqueue(JobRequest request);

    /**
     * Adds many jobs in the caller's transaction, many in a statement where the database can do that, else by batches
     * of inserts. The stream may be of any length: it is read as the batches are written, and closed before the commit.
     * All are added, or none: where the caller has a transaction, it must roll that back if this method throws.
     *
     * @param requests the jobs
     * @return how many were added
     * @throws IllegalArgumentException if one of them is null or cannot be written; the message says which
     */
    long enqueueAll(Stream<JobRequest> requests);

    /**
     * Adds many jobs, as {@link #enqueueAll(Stream)}.
     *
     * @param requests the jobs
     * @return how many were added
     * @throws IllegalArgumentException if one of them cannot be written; the message says which
     */
    default long enqueueAll(Collection<JobRequest> requests) {
        return enqueueAll(requests.stream());
    }

    /**
     * Reads one job, in the caller's transaction. Locks nothing.
     *
     * @param id the job's id
     * @return the job; empty if no row has this id, as after the retention of its end, if one is set
     */
    Optional<JobInfo> get(UUID id);

    /**
     * Reads a page of jobs, in the caller's transaction. Locks nothing. Leaves out rows whose status is no word of
     * Raquel's.
     *
     * @param query which jobs
     * @return the page, which knows the query for the next one
     */
    JobPage jobs(JobQuery query);

    /**
     * Counts jobs, in the caller's transaction. What the query says about pages plays no part.
     *
     * @param query which jobs
     * @return how many there are
     */
    long count(JobQuery query);

    /**
     * Counts the jobs of a queue, in the caller's transaction.
     *
     * @param queue the queue
     * @param statuses the states; none for all
     * @return how many there are
     */
    default long count(String queue, JobStatus... statuses) {
        return count(JobQuery.of(queue).withStatuses(statuses));
    }

    /**
     * Names the queues that have jobs, finished ones included, in the caller's transaction. Reads the whole table, or
     * the whole index.
     *
     * @return the names, sorted
     */
    List<String> queues();

    /**
     * Counts the jobs of queues by state, in the caller's transaction. Reads all jobs of these queues.
     *
     * @param queues the queues; none for all
     * @return the numbers by queue, sorted by its name; a queue that was asked for and has no jobs has zeros
     */
    Map<String, QueueStats> stats(String... queues);

    /**
     * Counts what this node has done so far; see {@link QueueCounters}. Does not ask the database and does not wait.
     *
     * @return the numbers by queue, sorted by its name; queues of which nothing was counted yet are left out
     */
    Map<String, QueueCounters> counters();

    /**
     * Reads the payload of a job as a type. Touches no database.
     *
     * @param job the job
     * @param type as what to read it; {@code String.class} for the text as it is
     * @param <T> the type
     * @return the payload; null if the row holds none
     * @throws IllegalArgumentException if it cannot be read as this type
     */
    <T> @Nullable T payload(JobInfo job, Class<T> type);

    /**
     * Cancels a job that waits: queued or failed becomes cancelled, by one guarded update in the caller's transaction.
     *
     * @param id the job's id
     * @return whether it was cancelled; false if there is no such job, or it is claimed or finished
     */
    boolean cancel(UUID id);

    /**
     * Puts a finished job back: exhausted, expired or cancelled becomes queued, due at once, with no failures counted,
     * by one guarded update in the caller's transaction. The last error stays to be read.
     *
     * @param id the job's id
     * @return whether it was requeued; false if there is no such job, or it waits, is claimed or succeeded
     */
    boolean requeue(UUID id);

    /**
     * Puts finished jobs back, each as {@link #requeue(UUID)} does, in the caller's transaction, by guarded updates of
     * some hundred rows each. What the query says about pages plays no part. Rows that others have locked are waited
     * for.
     *
     * @param query which jobs; if it names no states, all that can be requeued
     * @return how many were requeued
     * @throws IllegalArgumentException if the query names a state that cannot be requeued
     */
    long requeue(JobQuery query);

    /**
     * Expires jobs that wait and are past their deadline, in transactions of its own, some hundred rows each. Jobs that
     * others have locked are left out. Claims do the same with what they meet, so nobody has to call this for late jobs
     * not to be started.
     *
     * @param queues the queues; none for all
     * @return how many expired
     */
    long expire(String... queues);

    /**
     * Claims one job, in a transaction of its own: the first due job of the queues becomes claimed. Before that, lost
     * claims in these queues are taken over.
     *
     * @param options which job, and how
     * @return the claim; empty if no job is due, or others have all of them
     * @throws IllegalArgumentException if {@code claimAs} is too long for the column, or has characters that databases
     *     cannot store
     */
    Optional<Claim> claim(ClaimOptions options);

    /**
     * Makes a claim young again, in a transaction of its own: it is good for another reclaim-after from now.
     *
     * @param claim the claim
     * @return whether it is good; false if the job was settled, given back or taken over, or its row is locked just now
     */
    boolean renew(Claim claim);

    /**
     * Gives a claim back as if it had never been, in the caller's transaction: claimed becomes queued, and no attempt
     * is counted.
     *
     * @param claim the claim
     * @return whether it was given back; false if it did not hold its job any more
     */
    boolean unclaim(Claim claim);

    /**
     * Settles a claimed job as a success, by one guarded update in the caller's transaction: what the caller wrote in
     * it and the job's success commit together.
     *
     * @param claim the claim
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more; roll back then
     */
    JobInfo resolve(Claim claim);

    /**
     * Settles a claimed job as a failure, by one guarded update in the caller's transaction: it becomes failed, to be
     * run again as its retry policy says, or exhausted, or expired.
     *
     * @param claim the claim
     * @param error what went wrong, for the {@code error} column
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo fail(Claim claim, String error);

    /**
     * Settles a claimed job as a failure, as {@link #fail(Claim, String)}, with a stack trace.
     *
     * @param claim the claim
     * @param error what went wrong, for the {@code error} and {@code error_trace} columns
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo fail(Claim claim, Throwable error);

    /**
     * Settles a claimed job as exhausted: it failed, and is not run again. One guarded update in the caller's
     * transaction.
     *
     * @param claim the claim
     * @param error what went wrong, for the {@code error} column
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo giveUp(Claim claim, String error);

    /**
     * Settles a claimed job as exhausted, as {@link #giveUp(Claim, String)}, with a stack trace.
     *
     * @param claim the claim
     * @param error what went wrong, for the {@code error} and {@code error_trace} columns
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo giveUp(Claim claim, Throwable error);

    /**
     * Puts a claimed job back to run again after a delay, by one guarded update in the caller's transaction. Counts an
     * attempt, no failure.
     *
     * @param claim the claim
     * @param delay how long from now, zero or more
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     * @throws IllegalArgumentException if the delay is negative
     */
    JobInfo reschedule(Claim claim, Duration delay);

    /**
     * Puts a claimed job back to run again at a time, as {@link #reschedule(Claim, Duration)}.
     *
     * @param claim the claim
     * @param at the earliest start, 1970 or later
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     * @throws IllegalArgumentException if the time is before 1970
     */
    JobInfo reschedule(Claim claim, Instant at);

    /**
     * Puts a claimed job back for somebody else, due as it was, by one guarded update in the caller's transaction.
     * Counts an attempt, no failure. Claims made through this service leave the job alone for a poll interval.
     *
     * @param claim the claim
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo reject(Claim claim);

    /**
     * Settles a claimed job as cancelled, by one guarded update in the caller's transaction. Counts an attempt.
     *
     * @param claim the claim
     * @return the job as it was written
     * @throws ClaimLostException if the claim does not hold its job any more
     */
    JobInfo cancel(Claim claim);

    /**
     * Claims one job and runs a handler for it on the calling thread, in transactions of its own. Takes over lost
     * claims and expires late jobs first, as {@link #claim} does. Settles by what the handler does, see {@link Job}: an
     * exception fails the job and is not thrown here. A thread that is interrupted meanwhile still is afterwards.
     *
     * @param options which job, and how it is handled
     * @param handler the code
     * @param <T> the type of the payload, that of the options
     * @return whether there was a job
     */
    <T extends @Nullable Object> boolean dequeue(DequeueOptions options, JobHandler<T> handler);

    /**
     * Runs all jobs of a queue that are due, one after the other on the calling thread, with the handler that this node
     * has for the queue; each attempt in transactions of its own. Returns when none is due any more, those left out
     * that wait again after their attempt: a drain runs each job once. Made for tests: enqueue, drain, look. Jobs that
     * other threads or nodes have claimed are not waited for. A thread that is interrupted within a handler still is
     * afterwards.
     *
     * <p>Leases are renewed by the node's dispatcher. Where that is not started, a job that takes longer than the time
     * after which lost claims are taken over may be run by another node meanwhile. What a
     * {@link Handling#TRANSACTIONAL} handler writes is committed once all the same.
     *
     * @param queue the queue
     * @return how many attempts were run
     * @throws IllegalStateException if no handler here knows the queue, or the calling thread has a transaction open
     *     (the attempts could not see what it wrote)
     */
    int drain(String queue);

    /**
     * The same queue for callers that do not want to wait.
     *
     * @return the operations as {@link java.util.concurrent.CompletionStage}s
     */
    AsyncRaquel async();

    /**
     * Makes the job table as the change log does, if there is none, in a transaction of its own (where the database
     * makes tables in transactions). For trials and tests; in production use the change log, which also brings later
     * changes.
     *
     * @throws RaquelException if the database is none that the library knows, or there is a table of this name that is
     *     not as this version needs it
     */
    void createSchema();

    /**
     * Drops the job table with all jobs, if it is there, in a transaction of its own. What else refers to the table, a
     * view for example, makes it fail.
     *
     * @throws RaquelException if the database refuses
     * @throws IllegalStateException if the calling thread has a transaction open, which may have locked the table
     */
    void dropSchema();
}
