package dev.raquel.spi;

/** What surrounds an attempt, its transaction included: a CDI request scope, a logging context. */
@FunctionalInterface
public interface AttemptScope {

    /** Surrounds it with nothing. */
    AttemptScope NONE = Runnable::run;

    /**
     * Runs the attempt, once, on the calling thread.
     *
     * @param attempt the attempt; throws nothing that belongs to the handler
     */
    void around(Runnable attempt);
}
