package dev.raquel.internal.runner;

import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.util.List;

/** Who takes care of what is claimed. Called by one thread. */
public interface Crew {

    /** How many more runners may be started, for whatever queue. */
    int freeThreads(long now);

    /** Takes jobs that were claimed for a queue. */
    void handOver(QueueLane lane, List<ClaimedJob> claims);

    /** Starts the runners that a queue has use for, and gives back what cannot begin. */
    void tend(QueueLane lane);

    /** Looks for runners that no thread has taken. */
    void dismissLate();

    /** Gives back what could not be given back before, if it is time for that. */
    void giveBackAgain();

    /** How long until there may be something of that, or a thread for one more runner; very long if there is nothing to wait for. */
    long nanosToNextCheck(long now);
}
