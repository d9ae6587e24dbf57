package dev.raquel.internal.lifecycle;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import java.util.Objects;
import java.util.UUID;

/**
 * A job that was claimed, as it was written then. Its token is what every settling update is guarded by.
 */
public record ClaimedJob(JobState job) implements dev.raquel.Claim {

    /** Refuses what is not claimed. */
    public ClaimedJob {
        if (job.status() != JobStatus.CLAIMED) {
            throw new IllegalArgumentException(
                    "Job " + job.id() + " is " + job.status().column() + ", not claimed");
        }
        Objects.requireNonNull(job.claimedBy(), "claimedBy");
    }

    @Override
    public JobInfo info() {
        return job.info();
    }

    @Override
    public UUID id() {
        return job.id();
    }

    /** What no other claim has. */
    public String token() {
        return Objects.requireNonNull(job.claimedBy());
    }
}
