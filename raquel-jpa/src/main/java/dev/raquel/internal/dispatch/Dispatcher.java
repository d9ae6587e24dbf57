package dev.raquel.internal.dispatch;

import dev.raquel.DispatcherState;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.Handling;
import dev.raquel.internal.attempt.Attempts;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.duty.Duty;
import dev.raquel.internal.duty.DutyLoop;
import dev.raquel.internal.duty.IsolationCheck;
import dev.raquel.internal.duty.LeaseRenewal;
import dev.raquel.internal.duty.SharedDuties;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.HeldJobs;
import dev.raquel.internal.lane.QueueLane;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running node: claims jobs for its handlers, hands them to threads, and keeps their leases alive.
 *
 * <p>Uses two threads of its own, one that claims and one for duties, and the executor's threads for attempts; a third one
 * settles what has no transaction, and another one listens to other nodes where these notify each other. Started
 * and stopped once. Safe for use by many threads.
 */
public final class Dispatcher {

    private static final Logger LOG = System.getLogger("dev.raquel");
    private static final Duration GRACE_AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final Map<String, QueueLane> lanes = new LinkedHashMap<>();
    private final List<String> paused = new ArrayList<>();
    private final Attempts attempts;
    private final HeldJobs held;
    private final InstantSource clock;
    private final DispatcherSettings settings;
    private final JobRuns runs;
    private final DroppedJobs dropped;
    private final WakeUp wakeUp = new WakeUp();
    private final LeaseRenewal renewal;
    private final ClaimLoop claimLoop;
    private final DutyLoop dutyLoop;
    private final Optional<DutyLoop> lengthyDuties;
    private final OwnThreads ownThreads;
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
        for (QueueHandler handler : handlers) {
            if (handler.settings().paused()) {
                paused.add(handler.queue());
                continue;
            }
            lanes.put(handler.queue(), new QueueLane(handler, settings.pollInterval()));
        }
        this.attempts = attempts;
        this.held = attempts.held();
        this.clock = clock;
        this.settings = settings;
        this.ownThreads = new OwnThreads(threads);
        this.threads = threads;
        this.otherNodes = otherNodes;
        renewal = new LeaseRenewal(leases, held, clock, settings.reclaimAfter(), System::nanoTime);
        dropped = new DroppedJobs(claims, held);
        runs = new JobRuns(
                attempts,
                dropped,
                () -> !attempts.isStopping() && !suspended && renewal.isReliable(),
                this::waits,
                wakeUp);
        claimLoop = new ClaimLoop(
                lanes.values(),
                new Runners(executor, allowance, runs, dropped, wakeUp),
                claims,
                () -> !suspended && renewal.isReliable(),
                clock,
                wakeUp,
                idleRound);
        List<Duty> duties = new ArrayList<>(List.of(new IsolationCheck(attempts.isolation()), renewal));
        duties.addAll(sharedDuties.quick());
        dutyLoop = new DutyLoop(duties);
        this.lengthyDuties = sharedDuties.lengthy().map(List::of).map(DutyLoop::new);
    }

    /** Starts claiming. */
    public synchronized void start() {
        ownThreads.start(claimLoop, "raquel-claims");
        ownThreads.start(dutyLoop, "raquel-duties");
        lengthyDuties.ifPresent(loop -> ownThreads.start(loop, "raquel-old-jobs"));
        if (lanes.values().stream().anyMatch(lane -> lane.handler().handling() == Handling.NON_TRANSACTIONAL)) {
            ownThreads.start(attempts.grouped(), "raquel-settlements");
            attempts.grouped().open();
        }
        stopListening = otherNodes.listen(threads);
        phase = Phase.RUNNING;
        LOG.log(Level.INFO, "Node {0} handles {1}", settings.nodeName(), describe());
    }

    /**
     * Stops claiming, gives back what has not started, waits for running handlers as long as the settings allow, then
     * interrupts them. Jobs whose handlers still go on are left to their lease. On a thread that is interrupted it does not
     * wait for handlers before it interrupts them.
     */
    public synchronized void stop() {
        phase = Phase.STOPPED;
        attempts.stop();
        claimLoop.stop();
        Patience patience =
                new Patience(System.nanoTime() + settings.shutdownTimeout().toNanos());
        try {
            patience.await(ownThreads::joinFirst);
            giveBackUnstarted(patience.deadline());
            patience.await(held::awaitNoneUntil);
            if (!held.all().isEmpty()) {
                held.all().forEach(HeldJob::interrupt);
                patience.beginAnew(GRACE_AFTER_INTERRUPT);
                patience.await(held::awaitNoneUntil);
            }
        } finally {
            dutyLoop.stop();
            lengthyDuties.ifPresent(DutyLoop::stop);
            attempts.grouped().stop();
        }
        logAbandoned();
        ownThreads.joinAll(patience);
        stopListening.run();
        patience.end();
    }

    /** On a thread that a stop need not wait for beyond its deadline: a call of the database may hang. */
    private void giveBackUnstarted(long deadline) {
        runs.dropUnstarted();
        if (held.all().isEmpty()) {
            return;
        }
        Runnable givingBack = () -> dropped.giveBackUntil(deadline);
        try {
            ownThreads.start(givingBack, "raquel-give-backs");
        } catch (RuntimeException | Error noThread) {
            LOG.log(Level.DEBUG, "No thread is to be had any more; jobs are given back on this one", noThread);
            givingBack.run();
        }
    }

    private void logAbandoned() {
        Map<Boolean, List<HeldJob>> begun =
                held.all().stream().collect(Collectors.partitioningBy(job -> !job.isDropped()));
        begun.get(true).forEach(Dispatcher::logAbandoned);
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
                        ? "A listener of job {0} of queue ''{1}'', which is settled, still runs after the shutdown timeout"
                        : "Job {0} of queue ''{1}'' still runs after the shutdown timeout; it is left to its lease",
                job.claim().id(),
                job.claim().job().queue());
    }

    /** Claims nothing, and gives back what starts from now on, until it is resumed. What runs goes on and is settled. */
    public void suspend() {
        suspended = true;
    }

    /** Claims again. */
    public void resume() {
        suspended = false;
        wakeAll();
    }

    /** How it is doing; does not wait for a start or a stop that is under way. */
    public DispatcherState state() {
        boolean dead = phase == Phase.RUNNING && !ownThreads.live();
        return new DispatcherState(
                phase != Phase.RUNNING ? phase : dead ? Phase.BROKEN : suspended ? Phase.SUSPENDED : phase,
                settings.nodeName(),
                List.copyOf(lanes.keySet()),
                held.all().size(),
                claimLoop
                        .lastAnswer()
                        .map(nanos -> Duration.ofNanos(System.nanoTime() - nanos))
                        .orElse(null),
                renewal.isReliable(),
                longest(claimLoop.pulse().busyFor(), dutyLoop.pulse().busyFor()));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * Looks for jobs of this queue at this time, in milliseconds of the database's clock, if it is handled here. At once if
     * that has come; and if the clock is set back meanwhile, again when it comes.
     */
    public void wakeAt(String queue, long millis) {
        QueueLane lane = lanes.get(queue);
        if (lane != null) {
            lane.wakeAt(millis);
            wakeUp.signal();
        }
    }

    /** Looks for jobs of all queues. */
    public void wakeAll() {
        lanes.values().forEach(QueueLane::wake);
        wakeUp.signal();
    }

    private void waits(JobState job) {
        if (job.waits()) {
            wakeAt(job.queue(), job.scheduledAt());
        }
    }

    private String describe() {
        Stream<String> handled = lanes.values().stream()
                .map(QueueLane::handler)
                .map(h -> "queue '" + h.queue() + "' with " + h.description() + " (" + h.handling() + ", concurrency "
                        + h.concurrency() + ")");
        String all = Stream.concat(
                        handled, paused.stream().map(queue -> "queue '" + queue + "' not at all: it is paused"))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "no queue" : all;
    }
}
