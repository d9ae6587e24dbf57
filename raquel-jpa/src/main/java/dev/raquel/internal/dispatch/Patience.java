package dev.raquel.internal.dispatch;

import java.time.Duration;

/**
 * How long a stop waits: until a deadline, or no longer once its thread is interrupted. An interrupted stop does
 * everything but the waiting, and passes the interrupt on at its end. Used by one thread.
 */
final class Patience {

    private long deadline;
    private boolean interrupted;

    /** Lasts until this time of the JVM's timer, or until now if the thread is interrupted already. */
    Patience(long deadline) {
        this.deadline = deadline;
        if (Thread.interrupted()) {
            hurry();
        }
    }

    /** Something that a stop waits for. */
    @FunctionalInterface
    interface Wait {

        /** Waits, but not beyond this time of the JVM's timer. */
        void until(long deadline) throws InterruptedException;
    }

    /** Waits for this as long as patience lasts. */
    void await(Wait what) {
        try {
            what.until(deadline);
        } catch (InterruptedException again) {
            hurry();
        }
    }

    /** The time of the JVM's timer at which patience ends. */
    long deadline() {
        return deadline;
    }

    /** Lets the next waits last for so long from now on, unless the thread is interrupted again. */
    void beginAnew(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Passes on the interrupt that cut the waiting short, if one did. */
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
