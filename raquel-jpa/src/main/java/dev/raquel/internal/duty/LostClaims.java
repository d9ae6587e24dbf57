package dev.raquel.internal.duty;

import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.claim.Takeover;
import dev.raquel.internal.lifecycle.JobState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes over jobs whose node is gone: fails them, so that they are run again as their retry policy says. For one thread
 * at a time.
 */
public final class LostClaims implements Duty {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private static final int PAGE = 100;

    /**
     * A run takes about one part in so many of a lease's life: leases are renewed on the same thread, twice in that
     * life.
     */
    private static final int SLICES = 12;

    private final Leases leases;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final Consumer<JobState> reclaimed;
    private @Nullable Takeover takeover;

    /** Takes over claims that were not renewed for so long; {@code reclaimed} is told of each job. */
    public LostClaims(Leases leases, InstantSource clock, Duration leaseTime, Consumer<JobState> reclaimed) {
        this.leases = leases;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.reclaimed = reclaimed;
    }

    @Override
    public String description() {
        return "Looking for lost claims";
    }

    @Override
    public Duration interval() {
        return leaseTime.dividedBy(4);
    }

    /**
     * Takes over lost claims for a while only, since leases are renewed on the same thread; then says that there are
     * more.
     */
    @Override
    public boolean runOnce() {
        long began = System.nanoTime();
        if (takeover == null || takeover.isOver()) {
            takeover = leases.takeover(clock.millis() - leaseTime.toMillis(), PAGE);
        }
        do {
            takeover.next().forEach(this::tookOver);
        } while (!takeover.isOver()
                && System.nanoTime() - began < leaseTime.dividedBy(SLICES).toNanos());
        return !takeover.isOver();
    }

    private void tookOver(JobState job) {
        LOG.log(Level.WARNING, "Took over job {0} of queue ''{1}'': {2}", job.id(), job.queue(), job.error());
        reclaimed.accept(job);
    }
}
