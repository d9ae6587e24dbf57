package dev.raquel.internal.duty;

import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.lifecycle.JobState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Takes over jobs whose node is gone: fails them, so that they are run again as their retry policy says. */
public final class LostClaims implements Duty {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private static final int PAGE = 100;

    private final Leases leases;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final Consumer<JobState> reclaimed;

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

    @Override
    public boolean runOnce() {
        List<JobState> jobs = leases.reclaim(clock.millis() - leaseTime.toMillis(), PAGE);
        for (JobState job : jobs) {
            LOG.log(Level.WARNING, "Took over job {0} of queue ''{1}'': {2}", job.id(), job.queue(), job.error());
            reclaimed.accept(job);
        }
        return false;
    }
}
