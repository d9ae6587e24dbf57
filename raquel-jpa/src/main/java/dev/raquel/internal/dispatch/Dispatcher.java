package dev.raquel.internal.dispatch;

import dev.raquel.DispatcherState;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.duty.Duty;
import dev.raquel.internal.duty.DutyLoop;
import dev.raquel.internal.duty.IsolationCheck;
import dev.raquel.internal.duty.LeaseRenewal;
import dev.raquel.internal.duty.SharedDuties;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.runner.DroppedJobs;
import dev.raquel.internal.runner.JobRuns;
import dev.raquel.internal.runner.Runners;
import dev.raquel.internal.runner.ThreadAllowance;
import dev.raquel.internal.runner.WakeUp;
import dev.raquel.internal.wakeup.OtherNodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * A running node: claims jobs for its handlers, hands them to threads, and keeps their leases alive. Started and
 * stopped once. Safe for use by many threads.
 *
 * <p>Attempts run on the executor's threads. These are the dispatcher's own:
 *
 * <table>
 * <caption>Threads of a dispatcher</caption>
 * <tr><th>name</th><th>when it runs</th><th>what it does</th></tr>
 * <tr><td>raquel-claims</td><td>always</td><td>claims jobs, starts runners, gives back what cannot begin</td></tr>
 * <tr><td>raquel-duties</td><td>always</td>
 *     <td>renews leases, takes over lost claims, reads the isolation and the database's time</td></tr>
 * <tr><td>raquel-settlements</td><td>if a handler has no transaction</td>
 *     <td>settles what succeeded without one, many jobs at a time</td></tr>
 * <tr><td>raquel-old-jobs</td><td>if finished jobs do not stay for ever</td><td>deletes old jobs</td></tr>
 * <tr><td>raquel-notified</td><td>if nodes notify each other; one for all dispatchers of a node</td>
 *     <td>listens to the other nodes</td></tr>
 * <tr><td>raquel-give-backs</td><td>at a stop, while jobs are held</td><td>gives back what has not begun</td></tr>
 * </table>
 *
 * <p>Jobs wait for the first three, so {@link #state} tells whether these come back from what they call. It tells that
 * of the fourth apart, which may wait for somebody else's transaction for as long as that takes; and not of the fifth,
 * on which nothing relies: jobs that it does not hear of are found by polling.
 */
public final class Dispatcher {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final WakeUp wakeUp = new WakeUp();
    private final Lanes lanes;
    private final Attempts attempts;
    private final HeldJobs held;
    private final DispatcherSettings settings;
    private final LeaseRenewal renewal;
    private final ClaimLoop claimLoop;
    private final OwnThreads ownThreads;
    private final Shutdown shutdown;
    private final ThreadFactory threads;
    private final OtherNodes otherNodes;
    private Runnable stopListening = () -> {};
    private volatile Phase phase = Phase.NEW;
    private volatile boolean suspended;

    /** Prepares a node; touches neither the database nor a thread. */
    public Dispatcher(
            Collection<QueueHandler> handlers,
            Attempts attempts,
            Claims claims,
            Leases leases,
            SharedDuties sharedDuties,
            IdleRound idleRound,
            InstantSource clock,
            DispatcherSettings settings,
            Executor executor,
            ThreadAllowance<Runnable> allowance,
            ThreadFactory threads,
            OtherNodes otherNodes) {
        this.lanes = new Lanes(handlers, settings.pollInterval(), wakeUp);
        this.attempts = attempts;
        this.held = attempts.held();
        this.settings = settings;
        this.threads = threads;
        this.otherNodes = otherNodes;
        renewal = new LeaseRenewal(leases, held, clock, settings.reclaimAfter(), System::nanoTime);
        DroppedJobs dropped = new DroppedJobs(claims, held);
        JobRuns runs = new JobRuns(attempts, dropped, this::mayBegin, this::waits, wakeUp);
        claimLoop = new ClaimLoop(
                lanes.all(),
                new Runners(executor, allowance, runs, dropped, wakeUp),
                claims,
                this::mayClaim,
                clock,
                wakeUp,
                idleRound);
        ownThreads = new OwnThreads(threads);
        addLoops(sharedDuties);
        shutdown = new Shutdown(claimLoop, ownThreads, attempts, runs, dropped, settings.shutdownTimeout());
    }

    private void addLoops(SharedDuties sharedDuties) {
        List<Duty> duties = new ArrayList<>(List.of(new IsolationCheck(attempts.isolation()), renewal));
        duties.addAll(sharedDuties.quick());
        ownThreads.add(claimLoop, "raquel-claims");
        ownThreads.add(new DutyLoop(duties), "raquel-duties");
        sharedDuties.lengthy().ifPresent(duty -> ownThreads.addLengthy(new DutyLoop(List.of(duty)), "raquel-old-jobs"));
        if (lanes.anyWithoutTransaction()) {
            ownThreads.add(attempts.grouped(), "raquel-settlements");
        }
    }

    /** Starts claiming. */
    public synchronized void start() {
        ownThreads.start();
        if (lanes.anyWithoutTransaction()) {
            attempts.grouped().open();
        }
        stopListening = otherNodes.listen(threads);
        phase = Phase.RUNNING;
        LOG.log(Level.INFO, "Node {0} handles {1}", settings.nodeName(), lanes);
    }

    /**
     * Stops claiming, gives back what has not started, waits for running handlers as long as the settings allow, then
     * interrupts them. Jobs whose handlers still go on are left to their lease. On a thread that is interrupted it does
     * not wait for handlers before it interrupts them.
     */
    public synchronized void stop() {
        phase = Phase.STOPPED;
        shutdown.run(stopListening);
    }

    /**
     * Claims nothing, and gives back what starts from now on, until it is resumed. What runs goes on and is settled.
     */
    public void suspend() {
        suspended = true;
    }

    /** Claims again. */
    public void resume() {
        suspended = false;
        wakeAll();
    }

    /** Tells how the dispatcher is doing; does not wait for a start or a stop that is under way. */
    public DispatcherState state() {
        boolean dead = phase == Phase.RUNNING && !ownThreads.live();
        return new DispatcherState(
                phase != Phase.RUNNING ? phase : dead ? Phase.BROKEN : suspended ? Phase.SUSPENDED : phase,
                settings.nodeName(),
                lanes.queues(),
                held.all().size(),
                claimLoop
                        .lastAnswer()
                        .map(nanos -> Duration.ofNanos(System.nanoTime() - nanos))
                        .orElse(null),
                renewal.isReliable(),
                ownThreads.inOneCallFor(),
                ownThreads.inOneLengthyCallFor());
    }

    /**
     * Looks for jobs of this queue at this time, in milliseconds of the database's clock, if it is handled here. At
     * once if that has come; and if the clock is set back meanwhile, again when it comes.
     */
    public void wakeAt(String queue, long millis) {
        lanes.wakeAt(queue, millis);
    }

    /** Looks for jobs of all queues. */
    public void wakeAll() {
        lanes.wakeAll();
    }

    private boolean mayClaim() {
        return !suspended && renewal.isReliable();
    }

    private boolean mayBegin() {
        return !attempts.isStopping() && mayClaim();
    }

    private void waits(JobState job) {
        if (job.waits()) {
            wakeAt(job.queue(), job.scheduledAt());
        }
    }
}
