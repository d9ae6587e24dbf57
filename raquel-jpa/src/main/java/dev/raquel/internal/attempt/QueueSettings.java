package dev.raquel.internal.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node's configuration says of a queue, rather than its handler.
 *
 * @param paused whether the dispatcher leaves the queue alone
 * @param transactionTimeout that of attempts with a transaction, in whole seconds; null for the transactions' default
 */
public record QueueSettings(boolean paused, @Nullable Duration transactionTimeout) {

    /** Nothing is said. */
    public static final QueueSettings NONE = new QueueSettings(false, null);
}
