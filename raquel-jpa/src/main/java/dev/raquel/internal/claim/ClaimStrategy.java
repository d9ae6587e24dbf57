package dev.raquel.internal.claim;

import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.lock.RowLocks;

/**
 * Takes due jobs of one queue, in transactions of its own. Which of the three ways is right depends on how the database
 * locks; {@link Locking} finds out. Safe for use by many threads.
 */
public sealed interface ClaimStrategy permits SingleStatement, CandidatesThenLock, OneByOne {

    /**
     * The right one for the database that has these jobs.
     *
     * @param locks how it locks rows by id
     */
    static ClaimStrategy of(DueJobs jobs, RowLocks locks) {
        if (locks instanceof RowLocks.None) {
            return new OneByOne(jobs);
        }
        if (locks instanceof RowLocks.ByDialect && jobs.database().traits().locksJustWhatItReturns()) {
            return new SingleStatement(jobs);
        }
        return new CandidatesThenLock(jobs, locks);
    }

    /**
     * Takes jobs. Their leases begin when they are taken, which may be long after this was called: whoever claims may
     * have to wait for a connection or a lock.
     *
     * @param order what to take
     * @param now the database's time in milliseconds
     * @return what was taken; jobs found past their deadline have become expired
     */
    Claimed claim(ClaimOrder order, long now);
}
