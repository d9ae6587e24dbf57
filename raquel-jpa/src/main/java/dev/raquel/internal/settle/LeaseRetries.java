package dev.raquel.internal.settle;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.watch.Pulse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tries again to write what was decided, as long as the lease of its jobs holds and the node goes on, or has time left
 * to stop. Safe for use by many threads.
 */
public final class LeaseRetries {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int MOST_NAMED = 20;

    private final Duration leaseTime;
    private final Stopping stopping;
    private final Runnable beforeEachTry;

    /** Tries for so long, unless the node has stopped before. */
    public LeaseRetries(Duration leaseTime, Stopping stopping) {
        this(leaseTime, stopping, () -> {});
    }

    private LeaseRetries(Duration leaseTime, Stopping stopping, Runnable beforeEachTry) {
        this.leaseTime = leaseTime;
        this.stopping = stopping;
        this.beforeEachTry = beforeEachTry;
    }

    /** The same, for a loop whose pulse beats with each try: a database that refuses for long is not one that hangs. */
    LeaseRetries watchedBy(Pulse pulse) {
        return new LeaseRetries(leaseTime, stopping, pulse::beginsSomething);
    }

    /**
     * What came of it.
     *
     * @param value empty if it was given up, which is logged
     * @param inDoubt whether a try failed before, of which nobody knows what it wrote
     * @param <T> the value
     */
    record Answer<T>(Optional<T> value, boolean inDoubt) {}

    /** Calls {@code write} until it does not throw an exception; an error is passed on. */
    <T> Answer<T> call(List<HeldJob> jobs, Supplier<T> write) {
        return call(jobs, write, () -> !stopping.isOver());
    }

    /** Calls {@code write} likewise, but once the node stops only one time: one job must not hold up a stop. */
    <T> Answer<T> callUntilStop(List<HeldJob> jobs, Supplier<T> write) {
        return call(jobs, write, () -> !stopping.hasBegun());
    }

    private <T> Answer<T> call(List<HeldJob> jobs, Supplier<T> write, BooleanSupplier mayGoOn) {
        long giveUpAt = System.nanoTime() + leaseTime.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        boolean inDoubt = false;
        while (true) {
            beforeEachTry.run();
            try {
                return new Answer<>(Optional.of(write.get()), inDoubt);
            } catch (RuntimeException failure) {
                inDoubt = true;
                if (System.nanoTime() - giveUpAt >= 0 || !mayGoOn.getAsBoolean() || interruptedWithin(pause)) {
                    logUnsettled(jobs, failure);
                    return new Answer<>(Optional.empty(), true);
                }
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    /** In one line for all of them, which may be hundreds. */
    private static void logUnsettled(List<HeldJob> jobs, RuntimeException failure) {
        String queues = jobs.stream()
                .map(job -> "'" + job.claim().job().queue() + "'")
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        String ids = jobs.stream()
                .limit(MOST_NAMED)
                .map(job -> job.claim().id().toString())
                .collect(Collectors.joining(", "));
        LOG.log(
                Level.ERROR,
                jobs.size() + (jobs.size() == 1 ? " job" : " jobs") + " of queue " + queues
                        + " could not be settled and will be run again when the lease has run out: " + ids
                        + (jobs.size() > MOST_NAMED ? " and others" : ""),
                failure);
    }

    private boolean interruptedWithin(long millis) {
        try {
            stopping.pause(TimeUnit.MILLISECONDS.toNanos(millis));
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
