package dev.raquel;

import java.lang.reflect.Type;
import java.util.Objects;

/**
 * Which job {@link RaquelService#dequeue} claims, and how it is handled. Immutable.
 *
 * @param claim which job to claim
 * @param payloadType as what the payload is read; {@code String.class} for the text as it is
 * @param handling how the attempt and its transaction go together
 */
public record DequeueOptions(ClaimOptions claim, Type payloadType, Handling handling) {

    /**
     * Checks what is given.
     *
     * @param claim see {@link #claim()}
     * @param payloadType see {@link #payloadType()}
     * @param handling see {@link #handling()}
     */
    public DequeueOptions {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(payloadType, "payloadType");
        Objects.requireNonNull(handling, "handling");
    }

    /**
     * The first due job of a queue, its row locked while the handler runs.
     *
     * @param queue the queue
     * @param payloadType as what the payload is read
     * @return the options
     */
    public static DequeueOptions of(String queue, Type payloadType) {
        return of(ClaimOptions.of(queue), payloadType);
    }

    /**
     * A job, its row locked while the handler runs.
     *
     * @param claim which job to claim
     * @param payloadType as what the payload is read
     * @return the options
     */
    public static DequeueOptions of(ClaimOptions claim, Type payloadType) {
        return new DequeueOptions(claim, payloadType, Handling.TRANSACTIONAL_LOCKED);
    }

    /**
     * The same with another handling. Without the lock, only the claim's lease keeps the job from others while the
     * handler runs, and nothing renews it.
     *
     * <p>{@link Handling#NON_TRANSACTIONAL} runs the handler outside the caller's transaction, too, if there is one.
     *
     * @param handling how the attempt and its transaction go together
     * @return the new options
     */
    public DequeueOptions withHandling(Handling handling) {
        return new DequeueOptions(claim, payloadType, handling);
    }
}
