package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * A job failed for the last time, or was given up; nobody will run it again unless it is requeued.
 *
 * @param job the job as it was committed, {@link dev.raquel.JobStatus#EXHAUSTED}
 */
public record JobExhausted(JobInfo job) implements JobEvent {}
