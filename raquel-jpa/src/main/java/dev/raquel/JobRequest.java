package dev.raquel;

import dev.raquel.internal.lifecycle.QueueNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job that is to be enqueued: its queue, its payload, and when and how often it may run. Immutable.
 *
 * <pre>{@code
 * raquel.enqueue(JobRequest.of(new WelcomeEmail(id))
 *         .withQueue("emails")
 *         .withDelay(Duration.ofMinutes(5))
 *         .withMaxAge(Duration.ofDays(1)));
 * }</pre>
 *
 * @param queue the queue; {@value #DEFAULT_QUEUE} unless set
 * @param payload what the handler gets: a {@code String} is stored as it is, anything else as JSON; null for none
 * @param at the earliest start; null for the moment of enqueueing
 * @param delay added to {@code at}, or to the moment of enqueueing
 * @param maxAge how long after its start time the job may still be started; null for ever
 * @param retryPolicy how often and how late it is run again after failures; null for what this node's handler of the
 *     queue states, or else {@link RetryPolicy#DEFAULT}
 */
public record JobRequest(
        String queue,
        @Nullable Object payload,
        @Nullable Instant at,
        Duration delay,
        @Nullable Duration maxAge,
        @Nullable RetryPolicy retryPolicy) {

    /** The queue of a request that names none. */
    public static final String DEFAULT_QUEUE = "default";

    /** How many characters the name of a queue may have. */
    public static final int MAX_QUEUE_LENGTH = QueueNames.MAX_LENGTH;

    /**
     * Checks what is given.
     *
     * @param queue see {@link #queue()}
     * @param payload see {@link #payload()}
     * @param at see {@link #at()}
     * @param delay see {@link #delay()}
     * @param maxAge see {@link #maxAge()}
     * @param retryPolicy see {@link #retryPolicy()}
     * @throws IllegalArgumentException if the queue's name is blank, over {@value #MAX_QUEUE_LENGTH} characters, or
     *     begins or ends with white space, or the delay or the age is negative
     */
    public JobRequest {
        QueueNames.require(Objects.requireNonNull(queue, "queue"));
        requireNotNegative("delay", delay);
        if (maxAge != null) {
            requireNotNegative("maxAge", maxAge);
        }
    }

    /**
     * A job for the default queue, due at once.
     *
     * @param payload the payload; null for none
     * @return the request
     */
    public static JobRequest of(@Nullable Object payload) {
        return new JobRequest(DEFAULT_QUEUE, payload, null, Duration.ZERO, null, null);
    }

    /**
     * A new job with the queue, payload, age limit and retry policy of another one, due at once. The payload is taken
     * as the text that is stored.
     *
     * @param job the job to copy from
     * @return the request
     */
    public static JobRequest like(JobInfo job) {
        return new JobRequest(job.queue(), job.payload(), null, Duration.ZERO, job.maxAge(), job.retryPolicy());
    }

    /**
     * This request for another queue.
     *
     * @param queue the queue
     * @return the new request
     * @throws IllegalArgumentException if the name is blank, too long, or begins or ends with white space
     */
    public JobRequest withQueue(String queue) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with another payload.
     *
     * @param payload the payload; null for none
     * @return the new request
     */
    public JobRequest withPayload(@Nullable Object payload) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with an earliest start.
     *
     * @param at the earliest start
     * @return the new request
     */
    public JobRequest withAt(Instant at) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with a delay, which adds to {@link #at()}.
     *
     * @param delay the delay
     * @return the new request
     * @throws IllegalArgumentException if the delay is negative
     */
    public JobRequest withDelay(Duration delay) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with an age limit: later than this after its start time the job is not started, but expires.
     *
     * @param maxAge the age limit
     * @return the new request
     * @throws IllegalArgumentException if the age is negative
     */
    public JobRequest withMaxAge(Duration maxAge) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with a retry policy.
     *
     * @param retryPolicy the policy
     * @return the new request
     */
    public JobRequest withRetryPolicy(RetryPolicy retryPolicy) {
        return new JobRequest(queue, payload, at, delay, maxAge, retryPolicy);
    }

    /**
     * This request with a limit on retries, the rest of its retry policy left as it is. If it states none, the rest is
     * that of {@link RetryPolicy#DEFAULT}, not of the queue's handler.
     *
     * @param maxRetries how many retries the job gets
     * @return the new request
     * @throws IllegalArgumentException if {@code maxRetries} is negative
     */
    public JobRequest withMaxRetries(int maxRetries) {
        RetryPolicy policy = retryPolicy == null ? RetryPolicy.DEFAULT : retryPolicy;
        return withRetryPolicy(policy.withMaxRetries(maxRetries));
    }

    private static void requireNotNegative(String name, Duration duration) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is " + duration + "; give zero or more");
        }
    }
}
