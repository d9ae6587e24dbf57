package dev.raquel.internal.duty;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a loop comes back from what it calls: a read from a connection that has no other end may never. The loop's thread
 * says when it begins something; any thread may ask.
 */
public final class Pulse {

    private final LongSupplier nanoTime;
    private volatile @Nullable Long since;

    /** By this timer. */
    public Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Something begins; what went before has ended. */
    public void beginsSomething() {
        since = nanoTime.getAsLong();
    }

    /** It has ended, and the loop waits. */
    public void rests() {
        since = null;
    }

    /** For how long the loop has been in the same thing; zero if it rests. */
    public Duration busyFor() {
        Long begun = since;
        return begun == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - begun));
    }
}
