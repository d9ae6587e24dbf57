package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * A job was handled and succeeded.
 *
 * @param job the job as it was committed, {@link dev.raquel.JobStatus#SUCCESS}
 */
public record JobSucceeded(JobInfo job) implements JobEvent {}
