package dev.raquel.internal.dispatch;

import java.time.Duration;

/**
 * How long a stop waits: until a deadline, or not any longer once its thread is interrupted. What it does besides waiting it
 * does all the same, and passes on the interrupt at its end. Used by one thread.
 */
final class Patience {

    private long deadline;
    private boolean interrupted;

    /** To this time of the JVM's timer. */
    Patience(long deadline) {
        this.deadline = deadline;
        if (Thread.interrupted()) {
            hurry();
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Wait {

        /** Waits to this time of the JVM's timer at most. */
        void until(long deadline) throws InterruptedException;
    }

    /** Waits for it as long as there is patience. */
    void await(Wait what) {
        try {
            what.until(deadline);
        } catch (InterruptedException again) {
            hurry();
        }
    }

    /** The time of the JVM's timer at which it ends. */
    long deadline() {
        return deadline;
    }

    /** From now on it waits for so long, unless it is interrupted again. */
    void beginAnew(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Passes on the interrupt. */
    void end() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void hurry() {
        interrupted = true;
        deadline = System.nanoTime();
    }
}
