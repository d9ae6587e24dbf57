package dev.raquel;

import java.lang.reflect.Type;
import java.util.Objects;

/**
 * What a handler is subscribed to, in Java SE. Immutable.
 *
 * @param queue the queue
 * @param payloadType as what payloads are read
 * @param handling how an attempt and its transaction go together
 * @param concurrency how many attempts run at a time, 1 or more
 */
public record SubscribeOptions(String queue, Type payloadType, Handling handling, int concurrency) {

    /**
     * Checks what is given.
     *
     * @param queue see {@link #queue()}
     * @param payloadType see {@link #payloadType()}
     * @param handling see {@link #handling()}
     * @param concurrency see {@link #concurrency()}
     * @throws IllegalArgumentException if the queue's name is blank or the concurrency less than 1
     */
    public SubscribeOptions {
        Objects.requireNonNull(payloadType, "payloadType");
        Objects.requireNonNull(handling, "handling");
        if (queue.isBlank()) {
            throw new IllegalArgumentException("The queue's name is blank; name a queue, for example \"emails\"");
        }
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
        return new SubscribeOptions(queue, payloadType, Handling.TRANSACTIONAL, 4);
    }

    /**
     * The same with another handling.
     *
     * @param handling how an attempt and its transaction go together
     * @return the new options
     */
    public SubscribeOptions withHandling(Handling handling) {
        return new SubscribeOptions(queue, payloadType, handling, concurrency);
    }

    /**
     * The same with another concurrency.
     *
     * @param concurrency how many attempts run at a time
     * @return the new options
     * @throws IllegalArgumentException if it is less than 1
     */
    public SubscribeOptions withConcurrency(int concurrency) {
        return new SubscribeOptions(queue, payloadType, handling, concurrency);
    }
}
