package dev.raquel.internal;

import dev.raquel.RetryPolicy;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.Drain;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.service.HandledQueues;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The handlers of a node, some with each of its dispatchers. Safe for use by many threads. */
final class Handlers implements HandledQueues {

    private final Claims claims;
    private final InstantSource clock;
    private final List<Subscribed> subscribed = new CopyOnWriteArrayList<>();

    private record Subscribed(List<QueueHandler> handlers, Attempts attempts, Dispatcher dispatcher) {}

    /** No handlers yet; a drain claims by these claims and this clock. */
    Handlers(Claims claims, InstantSource clock) {
        this.claims = claims;
        this.clock = clock;
    }

    /** Adds handlers, which run attempts by this, and are called by this dispatcher. */
    void add(Collection<QueueHandler> handlers, Attempts attempts, Dispatcher dispatcher) {
        subscribed.add(new Subscribed(List.copyOf(handlers), attempts, dispatcher));
    }

    /** Removes the handlers that came with a dispatcher. */
    void remove(Dispatcher dispatcher) {
        subscribed.removeIf(one -> one.dispatcher == dispatcher);
    }

    /**
     * Refuses a second handler of a queue.
     *
     * @throws IllegalStateException if the queue has a handler already
     */
    void requireUnhandled(String queue) {
        if (queues().contains(queue)) {
            throw new IllegalStateException("Queue '" + queue + "' has a handler already; a queue has one handler");
        }
    }

    @Override
    public @Nullable RetryPolicy policy(String queue) {
        return all().filter(handler -> handler.queue().equals(queue))
                .findFirst()
                .map(QueueHandler::retryPolicy)
                .orElse(null);
    }

    @Override
    public int drain(String queue) {
        for (Subscribed one : subscribed) {
            for (QueueHandler handler : one.handlers) {
                if (handler.queue().equals(queue)) {
                    return new Drain(handler, one.attempts, claims, clock).run();
                }
            }
        }
        throw new IllegalStateException("No handler here knows queue '" + queue + "'; those that do: " + queues());
    }

    /** Lets the queue's dispatcher look for jobs at this time of the database. */
    void wakeAt(String queue, long millis) {
        subscribed.forEach(one -> one.dispatcher.wakeAt(queue, millis));
    }

    /** Lets all dispatchers look for jobs of all queues. */
    void wakeAll() {
        subscribed.forEach(one -> one.dispatcher.wakeAll());
    }

    /** The queues that have a handler. */
    List<String> queues() {
        return all().map(QueueHandler::queue).toList();
    }

    private Stream<QueueHandler> all() {
        return subscribed.stream().flatMap(one -> one.handlers.stream());
    }
}
