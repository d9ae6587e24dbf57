package dev.raquel.internal.lifecycle;

import dev.raquel.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * Until when a job may be started. A queued job's deadline follows its start time; a failed job keeps the one that it
 * had before its failures, so that failing does not make it younger.
 */
final class Deadline {

    private Deadline() {}

    /** The deadline in milliseconds since the epoch; null for none. */
    static @Nullable Long of(JobState job) {
        if (job.maxAge() == null) {
            return null;
        }
        boolean keepsItsOwn = job.status() != JobStatus.QUEUED && job.expiresAt() != null;
        return keepsItsOwn ? job.expiresAt() : Long.valueOf(Millis.plus(job.scheduledAt(), job.maxAge()));
    }

    /** Whether a start at this time would be too late. */
    static boolean isPast(@Nullable Long deadline, long start) {
        return deadline != null && start >= deadline;
    }
}
