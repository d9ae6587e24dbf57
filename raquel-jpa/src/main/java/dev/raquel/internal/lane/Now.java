package dev.raquel.internal.lane;

import java.time.InstantSource;

/**
 * One moment, on both clocks that a node goes by.
 *
 * @param nanos the JVM's timer, for pauses
 * @param millis the database's time, for jobs
 */
public record Now(long nanos, long millis) {

    /** The present moment, by the JVM's timer and this clock. */
    public static Now of(InstantSource clock) {
        return new Now(System.nanoTime(), clock.millis());
    }
}
