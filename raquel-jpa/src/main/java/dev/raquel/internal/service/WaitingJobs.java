package dev.raquel.internal.service;

/** Is told, after the commit, that a job waits. Must not throw. */
@FunctionalInterface
public interface WaitingJobs {

    /**
     * A job was committed.
     *
     * @param queue its queue
     * @param scheduledAt when it is due, in milliseconds of the database's clock
     */
    void added(String queue, long scheduledAt);
}
