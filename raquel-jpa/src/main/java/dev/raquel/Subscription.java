package dev.raquel;

/**
 * A handler at work in Java SE: a dispatcher that claims jobs for it. Made by {@link Raquel#subscribe}. Safe for use by
 * many threads.
 */
public interface Subscription extends AutoCloseable {

    /**
     * Stops claiming, gives back what has not started without counting an attempt, and waits for running handlers as
     * long as the shutdown timeout allows; then interrupts them and leaves their jobs to be taken over. Stopping twice
     * does nothing.
     */
    void stop();

    /** The same as {@link #stop()}. */
    @Override
    default void close() {
        stop();
    }
}
