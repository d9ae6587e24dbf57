package dev.raquel;

/**
 * How many jobs of a queue there are. Immutable.
 *
 * @param queue the queue
 * @param total all of them, those included whose status is no word of Raquel's
 * @param queued see {@link JobStatus#QUEUED}
 * @param claimed see {@link JobStatus#CLAIMED}
 * @param success see {@link JobStatus#SUCCESS}
 * @param failed see {@link JobStatus#FAILED}
 * @param cancelled see {@link JobStatus#CANCELLED}
 * @param expired see {@link JobStatus#EXPIRED}
 * @param exhausted see {@link JobStatus#EXHAUSTED}
 */
public record QueueStats(
        String queue,
        long total,
        long queued,
        long claimed,
        long success,
        long failed,
        long cancelled,
        long expired,
        long exhausted) {

    /**
     * How many jobs are in a state.
     *
     * @param status the state
     * @return the number
     */
    public long count(JobStatus status) {
        return switch (status) {
            case QUEUED -> queued;
            case CLAIMED -> claimed;
            case SUCCESS -> success;
            case FAILED -> failed;
            case CANCELLED -> cancelled;
            case EXPIRED -> expired;
            case EXHAUSTED -> exhausted;
        };
    }
}
