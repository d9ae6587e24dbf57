package dev.raquel;

import dev.raquel.internal.lifecycle.QueueNames;
import java.lang.reflect.Type;
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
 * @param giveUpOn exceptions after which another attempt makes no sense: the job becomes exhausted at once if the handler
 *     throws one of these types, or one whose cause is of them
 */
public record SubscribeOptions(
        String queue,
        Type payloadType,
        Handling handling,
        int concurrency,
        @Nullable RetryPolicy retryPolicy,
        Set<Class<? extends Throwable>> giveUpOn) {

    /**
     * Checks what is given.
     *
     * @param queue see {@link #queue()}
     * @param payloadType see {@link #payloadType()}
     * @param handling see {@link #handling()}
     * @param concurrency see {@link #concurrency()}
     * @param retryPolicy see {@link #retryPolicy()}
     * @param giveUpOn see {@link #giveUpOn()}
     * @throws IllegalArgumentException if the queue's name is none that {@link JobRequest} takes, or the concurrency less
     *     than 1
     */
    public SubscribeOptions {
        Objects.requireNonNull(payloadType, "payloadType");
        Objects.requireNonNull(handling, "handling");
        giveUpOn = Set.copyOf(giveUpOn);
        QueueNames.require(Objects.requireNonNull(queue, "queue"));
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is " + concurrency + "; give 1 or more");
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
        return new SubscribeOptions(queue, payloadType, Handling.TRANSACTIONAL, 4, null, Set.of());
    }

    /**
     * The same with another handling.
     *
     * @param handling how an attempt and its transaction go together
     * @return the new options
     */
    public SubscribeOptions withHandling(Handling handling) {
        return new SubscribeOptions(queue, payloadType, handling, concurrency, retryPolicy, giveUpOn);
    }

    /**
     * The same with another concurrency.
     *
     * @param concurrency how many attempts run at a time
     * @return the new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public SubscribeOptions withConcurrency(int concurrency) {
        return new SubscribeOptions(queue, payloadType, handling, concurrency, retryPolicy, giveUpOn);
    }

    /**
     * The same with a retry policy.
     *
     * @param retryPolicy for jobs whose request states none
     * @return the new options
     */
    public SubscribeOptions withRetryPolicy(RetryPolicy retryPolicy) {
        return new SubscribeOptions(queue, payloadType, handling, concurrency, retryPolicy, giveUpOn);
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
                queue, payloadType, handling, concurrency, retryPolicy, Set.copyOf(List.of(giveUpOn)));
    }
}
