package dev.raquel;

/**
 * A handler in Java SE, and the dispatcher that claims jobs for it. Made by {@link Raquel#subscribe}. Safe for use by
 * many threads.
 */
public interface Subscription extends AutoCloseable {

    /**
     * Starts claiming, on threads of its own. Starting twice does nothing. If it fails, for want of threads for
     * example, what has started is stopped again, and so is this subscription: its queue is free for another one.
     *
     * @return this subscription
     * @throws IllegalStateException if it was stopped, or did not start before
     */
    Subscription start();

    /**
     * Stops claiming, gives back what has not started without counting an attempt, and waits for running handlers as
     * long as the shutdown timeout allows; then interrupts them. Those that end by throwing then are given back without
     * counting an attempt; those that go on are left to be taken over. Stopping twice does nothing; a stopped
     * subscription cannot be started again.
     */
    void stop();

    /**
     * How its dispatcher is doing. Does not ask the database and does not wait.
     *
     * @return the state at this moment
     */
    DispatcherState state();

    /** The same as {@link #stop()}. */
    @Override
    default void close() {
        stop();
    }
}
