package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * A job was cancelled, by its handler or by a call.
 *
 * @param job the job as it was committed, {@link dev.raquel.JobStatus#CANCELLED}
 */
public record JobCancelled(JobInfo job) implements JobEvent {}
