package dev.raquel.internal.runner;

import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.SharedAttempts;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Settled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs jobs that a dispatcher has claimed, and follows each from its claim to its end. Safe for use by many threads.
 */
public final class JobRuns {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Attempts attempts;
    private final SharedAttempts sharedAttempts;
    private final HeldJobs held;
    private final DroppedJobs dropped;
    private final BooleanSupplier mayBegin;
    private final Consumer<JobState> waits;
    private final WakeUp wakeUp;

    /**
     * Runs jobs by these attempts.
     *
     * @param dropped gives back what is not begun
     * @param mayBegin whether jobs may be begun; else they are given back
     * @param waits told of jobs that wait again
     * @param wakeUp signalled when there is room for a claim
     */
    public JobRuns(
            Attempts attempts, DroppedJobs dropped, BooleanSupplier mayBegin, Consumer<JobState> waits, WakeUp wakeUp) {
        this.attempts = attempts;
        this.sharedAttempts = attempts.shared();
        this.held = attempts.held();
        this.dropped = dropped;
        this.mayBegin = mayBegin;
        this.waits = waits;
        this.wakeUp = wakeUp;
    }

    /** Holds jobs that were claimed just now: from here on their leases are renewed. */
    List<HeldJob> hold(List<ClaimedJob> claims) {
        return held.holdAll(claims);
    }

    /** Runs jobs that one runner has taken. */
    void run(QueueLane lane, List<HeldJob> jobs) {
        List<HeldJob> alone = jobs.size() == 1 || !mayBegin.getAsBoolean()
                ? jobs
                : sharedAttempts.run(lane.handler(), jobs, (job, after) -> ended(lane, job, after));
        alone.forEach(job -> runAlone(lane, job));
    }

    private void runAlone(QueueLane lane, HeldJob job) {
        if (!mayBegin.getAsBoolean() && job.dropUnstarted()) {
            end(lane, job, false);
            dropped.giveBack();
        } else {
            runOrLeave(lane, job);
        }
    }

    /** Whatever happens, the job does not take its place for ever: what is not settled is left to its lease. */
    private void runOrLeave(QueueLane lane, HeldJob job) {
        AtomicBoolean ended = new AtomicBoolean();
        try {
            attempts.run(lane.handler(), job, after -> {
                ended.set(true);
                ended(lane, job, after);
            });
        } catch (RuntimeException | Error broken) { // memory is short, for example
            LOG.log(Level.ERROR, "Job " + job.claim().id() + " was not settled; it is left to its lease", broken);
            if (ended.compareAndSet(false, true)) {
                job.end();
                end(lane, job, true);
            }
        }
    }

    private void ended(QueueLane lane, HeldJob job, Optional<Settled> after) {
        try {
            after.ifPresent(settled -> note(lane, settled));
        } finally {
            end(lane, job, true);
        }
    }

    private void note(QueueLane lane, Settled settled) {
        if (settled.isRejected()) {
            lane.avoid(settled.after().id(), System.nanoTime());
        } else if (settled.isGivenBack()) {
            lane.tryAgain(System.nanoTime(), false);
        } else if (settled.after().waits()) {
            waits.accept(settled.after());
        }
    }

    /** Gives back jobs that no thread will run, now or later: their places are free at once. */
    void giveBackUnrun(QueueLane lane, List<HeldJob> jobs) {
        if (!jobs.isEmpty()) {
            jobs.forEach(HeldJob::dropUnstarted);
            jobs.forEach(job -> end(lane, job, false));
            dropped.giveBack();
        }
    }

    /** Drops all jobs that have not begun, for a stop: from now on nobody will begin them. */
    public void dropUnstarted() {
        held.all().forEach(HeldJob::dropUnstarted);
    }

    /** A job has ended and takes no place any more; one that was dropped stays held until it is given back. */
    private void end(QueueLane lane, HeldJob job, boolean run) {
        if (!job.isDropped()) {
            held.release(job);
        }
        if (lane.backlog().ended(1, run)) {
            wakeUp.signal();
        }
    }
}
