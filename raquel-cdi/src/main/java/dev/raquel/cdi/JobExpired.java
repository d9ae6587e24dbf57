package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * A job passed its deadline, waiting or by a failure, and will not be run any more.
 *
 * @param job the job as it was committed, {@link dev.raquel.JobStatus#EXPIRED}
 */
public record JobExpired(JobInfo job) implements JobEvent {}
