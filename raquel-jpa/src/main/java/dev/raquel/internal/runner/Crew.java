package dev.raquel.internal.runner;

import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.util.List;

/** Takes the jobs that a claim loop has claimed, and sees to their being run. Called by the thread of that loop. */
public interface Crew {

    /** How many more runners may be started at this time of the JVM's timer, for whatever queue. */
    int freeThreads(long now);

    /** Takes jobs that were claimed for a queue. */
    void handOver(QueueLane lane, List<ClaimedJob> claims);

    /** Starts the runners that a queue has use for, and gives back jobs that have waited for too long. */
    void tend(QueueLane lane);

    /** Gives up runners that no thread has taken in time, and gives back the jobs that nobody is left to run. */
    void dismissLate();

    /** Tries again to give back jobs for which that failed before, if it is time for the next try. */
    void giveBackAgain();

    /**
     * How many nanoseconds until a runner may have to be given up, jobs are to be given back again, or one more runner
     * may be tried; very long if there is nothing to wait for.
     */
    long nanosToNextCheck(long now);
}
