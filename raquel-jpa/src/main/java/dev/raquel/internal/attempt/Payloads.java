package dev.raquel.internal.attempt;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.spi.PayloadCodec;
import java.util.function.BooleanSupplier;

/**
 * Reads the payloads of held jobs. Safe for use by many threads.
 *
 * @param codec turns a payload into what a handler takes
 * @param isStopping whether handlers are to end soon
 */
record Payloads(PayloadCodec codec, BooleanSupplier isStopping) {

    /** Makes the job that a handler sees of one that is held. */
    RunningJob read(QueueHandler handler, HeldJob held) throws UnreadablePayload {
        ClaimedJob claim = held.claim();
        try {
            Object payload = codec.read(claim.job().payload(), handler.payloadType());
            return new RunningJob(
                    claim.job().info(), payload, () -> isStopping.getAsBoolean() || held.isLost() || held.isOverdue());
        } catch (RuntimeException | Error unreadable) {
            throw new UnreadablePayload(claim, unreadable);
        }
    }
}
