package dev.raquel.internal.dispatch;

import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.runner.DroppedJobs;
import dev.raquel.internal.runner.JobRuns;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The stop of a dispatcher: ends its claims, gives back what has not begun, waits for running handlers as long as the
 * settings allow, then interrupts them. Jobs whose handlers still go on are left to their leases. On a thread that is
 * interrupted it does not wait for handlers before it interrupts them. For one thread at a time.
 */
final class Shutdown {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final Duration GRACE_AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final ClaimLoop claimLoop;
    private final OwnThreads ownThreads;
    private final Attempts attempts;
    private final HeldJobs held;
    private final JobRuns runs;
    private final DroppedJobs dropped;
    private final Duration timeout;

    /** Stops these; handlers may go on for so long. */
    Shutdown(
            ClaimLoop claimLoop,
            OwnThreads ownThreads,
            Attempts attempts,
            JobRuns runs,
            DroppedJobs dropped,
            Duration timeout) {
        this.claimLoop = claimLoop;
        this.ownThreads = ownThreads;
        this.attempts = attempts;
        this.held = attempts.held();
        this.runs = runs;
        this.dropped = dropped;
        this.timeout = timeout;
    }

    /** Stops all that may hold a job, and at last runs {@code then}. */
    void run(Runnable then) {
        attempts.stop();
        claimLoop.stop();
        Patience patience = new Patience(System.nanoTime() + timeout.toNanos());
        try {
            patience.await(ownThreads::joinFirst); // the one that claims
            giveBackUnstarted(patience.deadline());
            patience.await(held::awaitNoneUntil);
            if (!held.all().isEmpty()) {
                held.all().forEach(HeldJob::interrupt);
                patience.beginAnew(GRACE_AFTER_INTERRUPT);
                patience.await(held::awaitNoneUntil);
            }
        } finally {
            ownThreads.stop(); // until now leases are renewed, and jobs are settled
        }
        logAbandoned();
        ownThreads.joinAll(patience);
        then.run();
        patience.end();
    }

    /**
     * Gives jobs back on a thread that a stop need not wait for beyond its deadline: a call of the database may hang.
     */
    private void giveBackUnstarted(long deadline) {
        runs.dropUnstarted();
        if (held.all().isEmpty()) {
            return;
        }
        Runnable givingBack = () -> dropped.giveBackUntil(deadline);
        try {
            ownThreads.startForStop(givingBack, "raquel-give-backs");
        } catch (RuntimeException | Error noThread) {
            LOG.log(Level.DEBUG, "No thread is to be had any more; jobs are given back on this one", noThread);
            givingBack.run();
        }
    }

    private void logAbandoned() {
        Map<Boolean, List<HeldJob>> begun =
                held.all().stream().collect(Collectors.partitioningBy(job -> !job.isDropped()));
        begun.get(true).forEach(Shutdown::logAbandoned);
        int unstarted = begun.get(false).size();
        if (unstarted > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} jobs that had not begun could not be given back in time; they are left to their leases",
                    unstarted);
        }
    }

    private static void logAbandoned(HeldJob job) {
        LOG.log(
                Level.WARNING,
                job.isOver()
                        ? "A listener of job {0} of queue ''{1}'', which is settled, still runs after the shutdown"
                                + " timeout"
                        : "Job {0} of queue ''{1}'' still runs after the shutdown timeout; it is left to its lease",
                job.claim().id(),
                job.claim().job().queue());
    }
}
