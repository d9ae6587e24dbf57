package dev.raquel.internal;

import dev.raquel.JobInfo;
import dev.raquel.internal.lifecycle.JobState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows as users see them. */
public final class JobInfos {

    private JobInfos() {}

    /** The public view of a row. */
    public static JobInfo of(JobState job) {
        return new JobInfo(
                job.id(),
                job.queue(),
                job.payload(),
                job.status(),
                job.maxAge() == null ? null : Duration.ofMillis(job.maxAge()),
                job.retry().policy(),
                Instant.ofEpochMilli(job.enqueuedAt()),
                Instant.ofEpochMilli(job.scheduledAt()),
                job.attempts(),
                job.failures(),
                job.error(),
                job.errorTrace(),
                job.claimedBy(),
                instant(job.claimedAt()),
                instant(job.finishedAt()));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
