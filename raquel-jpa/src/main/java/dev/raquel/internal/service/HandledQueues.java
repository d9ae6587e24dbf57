package dev.raquel.internal.service;

import dev.raquel.RetryPolicy;
import org.jspecify.annotations.Nullable;

/** The queues that have a handler on this node. Safe for use by many threads. */
public interface HandledQueues {

    /** The retry policy that the queue's handler states; null if it states none, or the queue has no handler here. */
    @Nullable
    RetryPolicy policy(String queue);

    /**
     * Runs the queue's due jobs on the calling thread, in transactions of their own; returns how many attempts that
     * were.
     *
     * @throws IllegalStateException if the queue has no handler here
     */
    int drain(String queue);
}
