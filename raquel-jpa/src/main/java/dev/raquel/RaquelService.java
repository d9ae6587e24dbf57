package dev.raquel;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The job queue: enqueues jobs, and looks after those that are there.
 *
 * <p>In a server it is injected; in Java SE {@link Raquel} is one. Safe for use by many threads.
 *
 * <p><b>Transactions.</b> Each method says which one it runs in. "The caller's" is the JTA transaction of the thread, in
 * Java SE that of {@link Raquel#inTransaction}; where there is none, the method opens one of its own and commits it
 * before it returns. A database error comes out as {@link jakarta.persistence.PersistenceException}.
 */
public interface RaquelService {

    /**
     * Adds a job, due at once, with {@link RetryPolicy#DEFAULT}. The same as {@link #enqueue(JobRequest)} with a request
     * for that queue and payload.
     *
     * @param queue the queue
     * @param payload the payload; a {@code String} is stored as it is, anything else as JSON; null for none
     * @return the job as it was written
     * @throws IllegalArgumentException if the queue's name is blank or too long, or the payload cannot be written as
     *     JSON; nothing is written then
     */
    JobInfo enqueue(String queue, @Nullable Object payload);

    /**
     * Adds a job: one insert, at once, in the caller's transaction. No commit, no job. The row does not go through the
     * caller's persistence context, so clearing that loses nothing. After the commit the handlers in this JVM are woken.
     *
     * @param request the job
     * @return the job as it was written
     * @throws IllegalArgumentException if the payload cannot be written as JSON, or the start time is beyond the range
     *     of the column; nothing is written then
     */
    JobInfo enqueue(JobRequest request);

    /**
     * Reads one job, in the caller's transaction. Locks nothing.
     *
     * @param id the job's id
     * @return the job; empty if no row has this id
     */
    Optional<JobInfo> get(UUID id);

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
     * Runs all jobs of a queue that are due, one after the other on the calling thread, with the handler that this node
     * has for the queue; each attempt in transactions of its own. Returns when none is due any more, those left out that
     * wait again after their attempt: a drain runs each job once. Made for tests: enqueue, drain, look. Jobs that other
     * threads or nodes have claimed are not waited for.
     *
     * @param queue the queue
     * @return how many attempts were run
     * @throws IllegalStateException if no handler here knows the queue, or the calling thread has a transaction open
     *     (the attempts could not see what it wrote)
     */
    int drain(String queue);
}
