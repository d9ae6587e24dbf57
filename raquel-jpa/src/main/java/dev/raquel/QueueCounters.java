package dev.raquel;

/**
 * What this node has done with the jobs of a queue since it was made: in a server since the application started, in
 * Java SE since {@link Raquel.Builder#build}. Immutable; each number grows or stays from one reading to the next, and
 * the numbers of one reading are not of one instant. Nothing is stored: another node, and a restart, counts from zero.
 *
 * <p>Counted after the commit, by handlers' attempts and by calls of {@link RaquelService} alike. What is rolled back
 * does not count. Where a commit's answer was lost, what it did may be missing here; nothing counts twice. A job counts
 * each time that it is claimed, fails, and so on.
 *
 * @param queue the queue
 * @param claimed jobs that were claimed
 * @param succeeded jobs that became {@link JobStatus#SUCCESS}
 * @param failed jobs that became {@link JobStatus#FAILED}, to be run again; those taken over included
 * @param exhausted jobs that became {@link JobStatus#EXHAUSTED}; those taken over included
 * @param cancelled jobs that became {@link JobStatus#CANCELLED}, in a handler or by a call
 * @param expired jobs that became {@link JobStatus#EXPIRED}, while they waited or by a failure
 * @param rescheduled claimed jobs that were put off
 * @param rejected claimed jobs that were put back for another node
 * @param givenBack claims that were given back without counting an attempt: at a stop, after a conflict in the
 *     database, or by {@link RaquelService#unclaim}
 * @param lostClaims attempts whose outcome did not count, because the job had been taken from this node meanwhile
 * @param reclaimed claims, of any node, whose lease had run out, and which this node took over
 */
public record QueueCounters(
        String queue,
        long claimed,
        long succeeded,
        long failed,
        long exhausted,
        long cancelled,
        long expired,
        long rescheduled,
        long rejected,
        long givenBack,
        long lostClaims,
        long reclaimed) {}
