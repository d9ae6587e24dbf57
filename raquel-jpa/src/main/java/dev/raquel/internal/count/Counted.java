package dev.raquel.internal.count;

import dev.raquel.JobStatus;

/** What is counted for a queue. */
public enum Counted {
    CLAIMED,
    SUCCEEDED,
    FAILED,
    EXHAUSTED,
    CANCELLED,
    EXPIRED,
    RESCHEDULED,
    REJECTED,
    GIVEN_BACK,
    LOST_CLAIM,
    RECLAIMED;

    /** What is counted for a job that has become this by a settlement, a cancelling or an expiry. */
    public static Counted became(JobStatus status) {
        return switch (status) {
            case SUCCESS -> SUCCEEDED;
            case FAILED -> FAILED;
            case EXHAUSTED -> EXHAUSTED;
            case CANCELLED -> CANCELLED;
            case EXPIRED -> EXPIRED;
            case QUEUED, CLAIMED -> throw new IllegalArgumentException("No end of anything: " + status);
        };
    }
}
