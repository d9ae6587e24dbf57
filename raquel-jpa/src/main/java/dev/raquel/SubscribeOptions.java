package dev.raquel;

import dev.raquel.internal.lifecycle.MaxRunTime;
import dev.raquel.internal.lifecycle.QueueNames;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is subscribed to, in Java SE. Immutable.
 *
 * @param queue the queue
 * @param payloadType as what payloads are read
 * @param handling how an attempt and its transaction go together
 * @param concurrency how many attempts run at a time, 1 or more
 * @param retryPolicy for jobs enqueued through the same {@link Raquel} whose request states none; null for
 *     {@link RetryPolicy#DEFAULT}
 * @param giveUpOn exceptions after which another attempt makes no sense: the job becomes exhausted at once if the
 *     handler throws one of these types, or one whose cause is of them
 * @param maxRunTime see {@link #withMaxRunTime}; null for no limit
 * @param perTransaction see {@link #withPerTransaction}; 1 or more
 */
public record SubscribeOptions(
        String queue,
        Type payloadType,
        Handling handling,
        int concurrency,
        @Nullable RetryPolicy retryPolicy,
        Set<Class<? extends Throwable>> giveUpOn,
        @Nullable Duration maxRunTime,
        int perTransaction) {

    /** The longest list, and the most jobs that share a transaction. */
    public static final int MOST_PER_TRANSACTION = 1_000;

    /**
     * Checks what is given.
     *
     * @param queue see {@link #queue()}
     * @param payloadType see {@link #payloadType()}
     * @param handling see {@link #handling()}
     * @param concurrency see {@link #concurrency()}
     * @param retryPolicy see {@link #retryPolicy()}
     * @param giveUpOn see {@link #giveUpOn()}
     * @param maxRunTime see {@link #maxRunTime()}
     * @param perTransaction see {@link #perTransaction()}
     * @throws IllegalArgumentException if the queue's name is none that {@link JobRequest} takes, the concurrency less
     *     than 1, the longest run time not positive, or the number of jobs a transaction not from 1 to {@link
     *     #MOST_PER_TRANSACTION}
     */
    public SubscribeOptions {
        Objects.requireNonNull(payloadType, "payloadType");
        Objects.requireNonNull(handling, "handling");
        giveUpOn = Set.copyOf(giveUpOn);
        QueueNames.require(Objects.requireNonNull(queue, "queue"));
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is " + concurrency + "; give 1 or more");
        }
        if (maxRunTime != null) {
            MaxRunTime.require(maxRunTime);
        }
        if (perTransaction < 1 || perTransaction > MOST_PER_TRANSACTION) {
            throw new IllegalArgumentException(
                    "perTransaction is " + perTransaction + "; give 1 to " + MOST_PER_TRANSACTION);
        }
    }

    /**
     * The jobs of a queue, handled {@link Handling#TRANSACTIONAL}, four at a time.
     *
     * @param queue the queue
     * @param payloadType as what payloads are read; {@code String.class} for the text as it is
     * @return the options
     */
    public static SubscribeOptions of(String queue, Type payloadType) {
        return new SubscribeOptions(queue, payloadType, Handling.TRANSACTIONAL, 4, null, Set.of(), null, 1);
    }

    /**
     * The same with another handling.
     *
     * @param handling how an attempt and its transaction go together
     * @return the new options
     */
    public SubscribeOptions withHandling(Handling handling) {
        return new SubscribeOptions(
                queue, payloadType, handling, concurrency, retryPolicy, giveUpOn, maxRunTime, perTransaction);
    }

    /**
     * The same with another concurrency.
     *
     * @param concurrency how many attempts run at a time
     * @return the new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public SubscribeOptions withConcurrency(int concurrency) {
        return new SubscribeOptions(
                queue, payloadType, handling, concurrency, retryPolicy, giveUpOn, maxRunTime, perTransaction);
    }

    /**
     * The same with a retry policy.
     *
     * @param retryPolicy for jobs whose request states none
     * @return the new options
     */
    public SubscribeOptions withRetryPolicy(RetryPolicy retryPolicy) {
        return new SubscribeOptions(
                queue, payloadType, handling, concurrency, retryPolicy, giveUpOn, maxRunTime, perTransaction);
    }

    /**
     * The same with exceptions after which another attempt makes no sense.
     *
     * @param giveUpOn the exceptions
     * @return the new options
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public final SubscribeOptions withGiveUpOn(Class<? extends Throwable>... giveUpOn) {
        return new SubscribeOptions(
                queue,
                payloadType,
                handling,
                concurrency,
                retryPolicy,
                Set.copyOf(List.of(giveUpOn)),
                maxRunTime,
                perTransaction);
    }

    /**
     * The same with an end to the renewal of leases, against handlers that hang. A job that runs for longer is told so
     * by {@link Job#stopRequested}, and is taken over when its lease has run out: that counts as a failure, and it is
     * run again as its retry policy says, though the thread may still be busy with it. Of no use to {@link
     * Handling#TRANSACTIONAL_LOCKED}, where the row's lock keeps the job as long as the connection lives.
     *
     * @param maxRunTime how long a job may run, more than zero; no limit by default
     * @return the new options
     * @throws IllegalArgumentException if it is not positive
     */
    public SubscribeOptions withMaxRunTime(Duration maxRunTime) {
        return new SubscribeOptions(
                queue, payloadType, handling, concurrency, retryPolicy, giveUpOn, maxRunTime, perTransaction);
    }

    /**
     * The same with so many jobs in one transaction: for speed, where a handler's effects are all in the database of
     * the jobs. The handler runs for one after the other, or, if it takes lists, for all at once, and all are settled
     * together. If anything goes wrong in one of them, everything is rolled back, nothing is counted, and each is run
     * again alone: one bad job costs time and nothing else. What a handler does elsewhere, a mail for example, it may
     * then do twice. Jobs that have failed before never share.
     *
     * @param perTransaction how many jobs at most, 1 to {@link #MOST_PER_TRANSACTION}; 1 by default
     * @return the new options
     * @throws IllegalArgumentException if it is out of these bounds
     */
    public SubscribeOptions withPerTransaction(int perTransaction) {
        return new SubscribeOptions(
                queue, payloadType, handling, concurrency, retryPolicy, giveUpOn, maxRunTime, perTransaction);
    }
}
