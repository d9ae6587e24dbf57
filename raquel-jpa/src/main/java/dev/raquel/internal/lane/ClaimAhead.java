package dev.raquel.internal.lane;

import java.time.Duration;

/**
 * How many jobs of a queue to claim beyond those that threads are free for, so that a claim serves many of them: as
 * many as will begin within a moment, by the pace at which jobs ended lately. Where jobs are slow that is none, and
 * what waits is left to other nodes. Times are nanoseconds of the JVM's timer. Not safe for use by many threads.
 */
final class ClaimAhead {

    static final Duration MOMENT = Duration.ofMillis(50);
    static final int MOST = 2_000;

    private static final long SHORTEST_LOOK = Duration.ofMillis(5).toNanos();

    private long since;
    private int ended;
    private double perMoment;

    ClaimAhead(long now) {
        since = now;
    }

    /** Notes that so many jobs have ended. */
    void ended(int jobs) {
        ended += jobs;
    }

    /** How many jobs to claim ahead at this time. */
    int jobs(long now) {
        long elapsed = now - since;
        if (elapsed >= SHORTEST_LOOK) {
            double pace = (double) ended * MOMENT.toNanos() / elapsed;
            perMoment = pace < perMoment ? pace : (pace + perMoment) / 2;
            since = now;
            ended = 0;
        }
        return lastJobs();
    }

    /** How many jobs were to be claimed ahead when that was last asked. */
    int lastJobs() {
        return (int) Math.min(MOST, perMoment);
    }

    /** Notes that jobs that were claimed ahead did not begin in time: for now none is claimed ahead. */
    void tooMany() {
        perMoment = 0;
    }
}
