package dev.raquel.spi;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;

/**
 * Is told what has become of jobs by this node's doing, once that is committed: of every attempt that ended in success,
 * in failure or by cancelling, of jobs that were settled by hand or cancelled, that expired, and whose claim was lost
 * by another node and found by this one. What other nodes do is told there.
 *
 * <p>Called with no transaction on the thread: after an attempt on the thread of the attempt, otherwise, and after
 * attempts that were settled as a group, on a thread of the queue's executor. Interrupted if it still runs when the
 * shutdown timeout is over. What it throws is logged and changes nothing about the job, nor about other listeners. An
 * attempt's thread and its place in the queue are taken until it returns.
 *
 * <p>Told at most once: not if the node dies between the commit and the call, nor where a commit was in doubt. What
 * must happen is better enqueued by the handler. Must be safe for use by many threads.
 */
@FunctionalInterface
public interface JobListener {

    /**
     * Whether it wants to be told of such jobs; if no listener does, nothing is read or made for it. Asked inside the
     * transaction that writes them, so it must be quick.
     *
     * @param queue the job's queue
     * @param status what the job becomes
     * @return whether to call {@link #changed}; by default always
     */
    default boolean listensTo(String queue, JobStatus status) {
        return true;
    }

    /**
     * A job has become what its status says: {@link JobStatus#SUCCESS}, {@link JobStatus#FAILED},
     * {@link JobStatus#EXHAUSTED}, {@link JobStatus#EXPIRED} or {@link JobStatus#CANCELLED}. It may have changed again
     * since.
     *
     * @param job the job as it was committed
     */
    void changed(JobInfo job);
}
