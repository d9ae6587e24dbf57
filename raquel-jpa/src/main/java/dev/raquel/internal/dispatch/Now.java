package dev.raquel.internal.dispatch;

import java.time.InstantSource;

/**
 * One moment, on both clocks that a node goes by.
 *
 * @param nanos the JVM's timer, for pauses
 * @param millis the database's time, for jobs
 */
record Now(long nanos, long millis) {

    static Now of(InstantSource clock) {
        return new Now(System.nanoTime(), clock.millis());
    }
}
