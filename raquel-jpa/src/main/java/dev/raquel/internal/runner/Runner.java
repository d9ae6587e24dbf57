package dev.raquel.internal.runner;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lane.QueueLane;
import java.time.Duration;
import java.util.List;

/**
 * Takes jobs of one queue, one after the other or many together, until none waits any more. Where threads are short, it
 * leaves after a while, so that other queues get their turn. Run once, by a thread of the executor.
 */
final class Runner implements Runnable {

    private static final long SHIFT_NANOS = Duration.ofMillis(50).toNanos();

    private final QueueLane lane;
    private final JobRuns runs;
    private final ThreadAllowance<Runnable> allowance;
    private final WakeUp wakeUp;

    Runner(QueueLane lane, JobRuns runs, ThreadAllowance<Runnable> allowance, WakeUp wakeUp) {
        this.lane = lane;
        this.runs = runs;
        this.allowance = allowance;
        this.wakeUp = wakeUp;
    }

    QueueLane lane() {
        return lane;
    }

    @Override
    public void run() {
        if (!allowance.started(this)) { // it came too late, and was dismissed
            wakeUp.signal();
            return;
        }
        lane.backlog().begun();
        try {
            work(System.nanoTime());
        } finally {
            allowance.ended(this);
            wakeUp.signal();
        }
    }

    private void work(long began) {
        boolean enlisted = true;
        try {
            while (enlisted) {
                List<HeldJob> jobs = lane.backlog().next();
                if (lane.backlog().hasRoomAgain()) {
                    wakeUp.signal();
                }
                enlisted = !jobs.isEmpty();
                if (enlisted) {
                    handle(jobs);
                }
                if (enlisted && allowance.isShort() && System.nanoTime() - began > SHIFT_NANOS) {
                    return;
                }
            }
        } finally {
            if (enlisted) {
                lane.backlog().leave();
            }
        }
    }

    private void handle(List<HeldJob> jobs) {
        try {
            runs.run(lane, jobs);
        } finally {
            lane.backlog().handled();
        }
    }
}
