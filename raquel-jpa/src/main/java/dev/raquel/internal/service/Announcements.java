package dev.raquel.internal.service;

import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.spi.Transactions;

/** Tells those who wait for jobs about new ones, after the commit of the transaction that wrote them. */
final class Announcements {

    private final Transactions transactions;
    private final WaitingJobs waiting;

    Announcements(Transactions transactions, WaitingJobs waiting) {
        this.transactions = transactions;
        this.waiting = waiting;
    }

    /** A job as it was written; one that does not wait is of no interest to anybody. */
    void afterCommit(JobState job) {
        if (job.waits()) {
            afterCommit(job.queue(), job.scheduledAt());
        }
    }

    /** A queue has jobs that are due at this time. */
    void afterCommit(String queue, long scheduledAt) {
        transactions.afterCommit(() -> waiting.added(queue, scheduledAt));
    }

    /** A job that is committed already. */
    void now(JobState job) {
        if (job.waits()) {
            waiting.added(job.queue(), job.scheduledAt());
        }
    }
}
