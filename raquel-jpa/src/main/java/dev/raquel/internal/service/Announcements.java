package dev.raquel.internal.service;

import dev.raquel.JobStatus;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Settled;
import dev.raquel.spi.Transactions;

/** Tells those who wait for jobs, and those who listen to what becomes of them, after the commit that wrote them. */
final class Announcements {

    private final Transactions transactions;
    private final WaitingJobs waiting;
    private final LifeEvents events;

    Announcements(Transactions transactions, WaitingJobs waiting, LifeEvents events) {
        this.transactions = transactions;
        this.waiting = waiting;
        this.events = events;
    }

    /** A job as it was written. */
    void afterCommit(JobState job) {
        if (job.waits()) {
            afterCommit(job.queue(), job.scheduledAt());
        }
        events.afterCommit(job, transactions);
    }

    /** A claimed job as its settlement by hand has written it. */
    void settled(Settled settled) {
        afterCommit(settled.after());
        if (settled.after().status() == JobStatus.QUEUED) {
            transactions.afterCommit(() -> events.counters().putBack(settled));
        }
    }

    /** A queue has jobs that are due at this time. */
    void afterCommit(String queue, long scheduledAt) {
        transactions.afterCommit(() -> waiting.added(queue, scheduledAt));
    }

    /** A job that is committed already, of which listeners have been told. */
    void now(JobState job) {
        if (job.waits()) {
            waiting.added(job.queue(), job.scheduledAt());
        }
    }
}
