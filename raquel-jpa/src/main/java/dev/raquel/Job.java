package dev.raquel;

import dev.raquel.internal.lifecycle.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed job, given to its handler for one attempt.
 *
 * <p>A handler that returns has succeeded; one that throws has failed. With the methods below it may decide otherwise
 * before it returns. They only note the outcome; the library writes it when the handler is through:
 *
 * <table class="striped"> <caption>What each outcome does</caption> <tr><th>outcome</th><th>the job
 * becomes</th><th>what the handler wrote</th></tr> <tr><td>returns</td><td>success</td><td>is committed</td></tr>
 * <tr><td>throws, {@link #fail}</td><td>failed, and is run again later; exhausted after its last retry; expired if its
 * deadline comes first</td> <td>is rolled back</td></tr> <tr><td>{@link #giveUp}</td><td>exhausted</td><td>is rolled
 * back</td></tr> <tr><td>{@link #reject}</td><td>queued, for another node</td><td>is rolled back</td></tr>
 * <tr><td>{@link #reschedule()}</td><td>queued, for later</td><td>is committed</td></tr> <tr><td>{@link
 * #cancel}</td><td>cancelled</td><td>is committed</td></tr> </table>
 *
 * <p>An exception beats an outcome stated before it. One by which the database sacrificed the handler's transaction for
 * another's, as in a deadlock, is not the handler's failure: the job is given back, no attempt is counted, and it is
 * run again soon; only a sixth in a row is a failure. If the handler's transaction was marked for rollback, success and
 * {@code cancel} become a failure that says so; the other outcomes are written all the same.
 *
 * <p>The last column and the paragraph above are about the handler's own transaction. A handler that is {@link
 * Handling#NON_TRANSACTIONAL} has none: what it commits stays, whatever it throws or states, a deadlock is a failure
 * like any other, and if it leaves a transaction open, that is rolled back, and success and {@code cancel} become a
 * failure.
 *
 * <p>The outcome methods throw {@link IllegalStateException} when an outcome is stated already, and after the attempt
 * has ended. They may be called from any thread, but only while the handler runs.
 *
 * @param <T> the type of the payload
 */
public interface Job<T extends @Nullable Object> {

    /**
     * The job's row as it was when it was claimed.
     *
     * @return the row
     */
    JobInfo info();

    /**
     * The payload, read as the type that the handler declares.
     *
     * @return the payload; null if the row holds none
     */
    T payload();

    /**
     * The job's id.
     *
     * @return the id
     */
    default UUID id() {
        return info().id();
    }

    /**
     * The job's queue.
     *
     * @return the queue
     */
    default String queue() {
        return info().queue();
    }

    /**
     * Which attempt this is.
     *
     * @return 1 for the first; no more than {@link Integer#MAX_VALUE}
     */
    default int attempt() {
        return Counts.oneMore(info().attempts());
    }

    /**
     * Whether the handler should come to an end: the node shuts down, the job was taken from it, or it runs for longer
     * than its handler's {@code maxRunTime}. Only a hint; a handler that goes on is settled as usual if the claim is
     * still its own.
     *
     * @return whether to stop
     */
    boolean stopRequested();

    /**
     * Fails this attempt: rolls back what the handler wrote; the job is run again as its retry policy says.
     *
     * @param error what went wrong, for the {@code error} column
     */
    void fail(String error);

    /**
     * Fails this attempt as if the handler had thrown.
     *
     * @param error what went wrong, for the {@code error} and {@code error_trace} columns
     */
    void fail(Throwable error);

    /**
     * Fails this attempt for good: rolls back what the handler wrote; the job becomes exhausted and is not run again.
     *
     * @param error what went wrong, for the {@code error} column
     */
    void giveUp(String error);

    /**
     * Fails this attempt for good, as {@link #giveUp(String)}, with a stack trace.
     *
     * @param error what went wrong, for the {@code error} and {@code error_trace} columns
     */
    void giveUp(Throwable error);

    /** Puts the job back to run again after the shortest retry delay of its policy. Not a failure. */
    void reschedule();

    /**
     * Puts the job back to run again after a delay. Not a failure.
     *
     * @param delay how long from the end of this attempt, zero or more
     * @throws IllegalArgumentException if the delay is negative
     */
    void reschedule(Duration delay);

    /**
     * Puts the job back to run again at a time. Not a failure.
     *
     * @param at the earliest start
     * @throws IllegalArgumentException if it is before 1970
     */
    void reschedule(Instant at);

    /**
     * Puts the job back to run again some time after another time. Not a failure.
     *
     * @param at a time
     * @param delay what is added to it, zero or more
     * @throws IllegalArgumentException if the delay is negative, or the time before 1970
     */
    void reschedule(Instant at, Duration delay);

    /**
     * Puts the job back for another node, due as it was; this node leaves it alone for a poll interval. Not a failure.
     */
    void reject();

    /** Cancels the job: it is not run again. What the handler wrote is committed. */
    void cancel();
}
