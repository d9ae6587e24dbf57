package dev.raquel.cdi;

import dev.raquel.JobInfo;

/**
 * A job failed and is to be run again at its {@link JobInfo#scheduledAt}: an attempt failed, or its node vanished.
 *
 * @param job the job as it was committed, {@link dev.raquel.JobStatus#FAILED}
 */
public record JobFailed(JobInfo job) implements JobEvent {}
