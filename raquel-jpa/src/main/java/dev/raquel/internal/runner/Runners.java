package dev.raquel.internal.runner;

import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Starts runners on the executor's threads for the jobs that were claimed, as many as its allowance permits, and gives
 * back the jobs for which there is no thread. Called by the claim loop's thread.
 */
public final class Runners implements Crew {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Executor executor;
    private final ThreadAllowance<Runnable> allowance;
    private final JobRuns runs;
    private final DroppedJobs dropped;
    private final WakeUp wakeUp;
    private final FewThreadsLog fewThreads = new FewThreadsLog();

    /** Starts runners on this executor. */
    public Runners(
            Executor executor, ThreadAllowance<Runnable> allowance, JobRuns runs, DroppedJobs dropped, WakeUp wakeUp) {
        this.executor = executor;
        this.allowance = allowance;
        this.runs = runs;
        this.dropped = dropped;
        this.wakeUp = wakeUp;
    }

    @Override
    public int freeThreads(long now) {
        return allowance.room(now);
    }

    @Override
    public void handOver(QueueLane lane, List<ClaimedJob> claims) {
        lane.backlog().add(runs.hold(claims), System.nanoTime());
    }

    @Override
    public void tend(QueueLane lane) {
        runs.giveBackUnrun(lane, lane.backlog().stale(System.nanoTime()));
        while (allowance.room(System.nanoTime()) > 0 && lane.backlog().enlist()) {
            start(new Runner(lane, runs, allowance, wakeUp));
        }
    }

    private void start(Runner runner) {
        allowance.handedOver(runner, System.nanoTime());
        try {
            executor.execute(runner);
        } catch (RuntimeException | Error noThread) { // a refusal, a server that stops, no memory for a thread
            QueueLane lane = runner.lane();
            LOG.log(
                    Level.WARNING,
                    "The executor did not take jobs of queue '" + lane.handler().queue() + "'",
                    noThread);
            allowance.ended(runner);
            dismiss(lane);
            lane.tryAgain(System.nanoTime(), false);
        }
    }

    @Override
    public void dismissLate() {
        List<Runnable> late = allowance.giveUpLate(System.nanoTime());
        late.forEach(runner -> dismiss(((Runner) runner).lane()));
        if (!late.isEmpty()) {
            fewThreads.say(allowance);
        }
    }

    @Override
    public void giveBackAgain() {
        dropped.giveBackAgain(System.nanoTime());
    }

    /** A runner of this lane will never begin; jobs that no other runner is left for are given back. */
    private void dismiss(QueueLane lane) {
        lane.backlog().begun();
        lane.backlog().leave();
        runs.giveBackUnrun(lane, lane.backlog().withoutRunners());
    }

    @Override
    public long nanosToNextCheck(long now) {
        return Math.min(allowance.nanosToNextCheck(now), dropped.nanosToNextTry(now));
    }
}
