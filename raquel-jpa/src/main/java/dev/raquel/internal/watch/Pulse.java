package dev.raquel.internal.watch;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a loop comes back from what it calls: a read from a connection that has no other end may never return.
 * The thread of the loop says when it begins something; any thread may ask.
 */
public final class Pulse {

    private final LongSupplier nanoTime;
    private volatile @Nullable Long since;

    /** A loop that rests so far, timed by this timer, which counts nanoseconds. */
    public Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The loop begins something; what it did before has ended. */
    public void beginsSomething() {
        since = nanoTime.getAsLong();
    }

    /** What the loop did has ended, and it waits for something to do. */
    public void rests() {
        since = null;
    }

    /** For how long the loop has been doing the same thing; zero while it rests. */
    public Duration busyFor() {
        Long begun = since;
        return begun == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - begun));
    }
}
