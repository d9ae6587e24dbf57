package dev.raquel.internal.duty;

import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Renews the leases of all jobs that the node holds, once a third of a lease's life is over: a job that takes less time
 * is never renewed. Knows when leases have gone without renewal for so long that the node must not rely on them any
 * more. For one thread at a time; any thread may ask whether leases are reliable.
 */
public final class LeaseRenewal implements Duty {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private static final int BATCH = 500;

    private final Leases leases;
    private final HeldJobs held;
    private final InstantSource clock;
    private final Duration leaseTime;
    private final LongSupplier nanoTime;
    private volatile long lastSuccess;
    private boolean wasSlow;

    /** Renews the leases of these jobs, which live for so long; the timer counts nanoseconds. */
    public LeaseRenewal(Leases leases, HeldJobs held, InstantSource clock, Duration leaseTime, LongSupplier nanoTime) {
        this.leases = leases;
        this.held = held;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.nanoTime = nanoTime;
        this.lastSuccess = nanoTime.getAsLong();
    }

    @Override
    public String description() {
        return "Renewing leases";
    }

    @Override
    public Duration interval() {
        return leaseTime.dividedBy(6);
    }

    @Override
    public boolean runOnce() {
        long started = nanoTime.getAsLong();
        held.all().stream().filter(HeldJob::turnsOutOverdue).forEach(LeaseRenewal::report);
        long now = clock.millis();
        List<HeldJob> old = held.all().stream()
                .filter(HeldJob::needsItsLease)
                .filter(job -> now - claimedAt(job) >= leaseTime.dividedBy(3).toMillis())
                .toList();
        for (int from = 0; from < old.size(); from += BATCH) {
            renew(old.subList(from, Math.min(old.size(), from + BATCH)), now);
        }
        lastSuccess = started;
        warnIfSlow(nanoTime.getAsLong() - started);
        return false;
    }

    /**
     * Where the pool has too few connections, the renewal waits for handlers to end, and their jobs are taken from
     * them.
     */
    private void warnIfSlow(long took) {
        boolean slow = took > leaseTime.dividedBy(3).toNanos();
        if (slow && !wasSlow) {
            LOG.log(
                    Level.WARNING,
                    "Renewing leases took {0} ms of the {1} ms that a lease lasts. Most likely the connection pool is"
                            + " too small: it needs a connection for each handler that runs at a time, and three more;"
                            + " one more where old jobs are deleted, and one more where nodes notify each other",
                    TimeUnit.NANOSECONDS.toMillis(took),
                    leaseTime.toMillis());
        }
        wasSlow = slow;
    }

    /** Whether leases were renewed lately, so that claiming more makes sense. */
    public boolean isReliable() {
        return nanoTime.getAsLong() - lastSuccess
                < leaseTime.dividedBy(3).multipliedBy(2).toNanos();
    }

    private void renew(List<HeldJob> jobs, long now) {
        Map<UUID, HeldJob> newest = new ConcurrentHashMap<>();
        List<HeldJob> lost = new ArrayList<>();
        for (HeldJob job : jobs) {
            newest.merge(job.claim().id(), job, (a, b) -> {
                lost.add(claimedAt(a) < claimedAt(b) ? a : b);
                return claimedAt(a) < claimedAt(b) ? b : a;
            });
        }
        Map<UUID, String> tokens = newest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().claim().token()));
        Set<UUID> taken = leases.renew(tokens, now);
        taken.forEach(id -> Objects.requireNonNull(newest.get(id)).lose());
        lost.forEach(HeldJob::lose);
    }

    private static void report(HeldJob overdue) {
        LOG.log(
                Level.WARNING,
                "Job {0} of queue ''{1}'' runs for longer than its handler''s maxRunTime: its lease is not renewed any"
                        + " more, and it will be taken over, though its thread is still busy",
                overdue.claim().id(),
                overdue.claim().job().queue());
    }

    private static long claimedAt(HeldJob job) {
        return Objects.requireNonNull(job.claim().job().claimedAt());
    }
}
