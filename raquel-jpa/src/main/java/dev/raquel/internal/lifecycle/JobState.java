package dev.raquel.internal.lifecycle;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job's row, as plain values: times in milliseconds since the epoch, spans in milliseconds. Any value that the
 * columns can hold is possible, since anybody may write rows with SQL.
 */
public record JobState(
        UUID id,
        String queue,
        @Nullable String payload,
        JobStatus status,
        @Nullable Long maxAge,
        RetryLimits retry,
        long enqueuedAt,
        long scheduledAt,
        int attempts,
        int failures,
        @Nullable Long expiresAt,
        @Nullable String error,
        @Nullable String errorTrace,
        @Nullable String claimedBy,
        @Nullable Long claimedAt,
        @Nullable Long finishedAt) {

    /** This job as users see it. */
    public JobInfo info() {
        return new JobInfo(
                id,
                queue,
                payload,
                status,
                maxAge == null ? null : Duration.ofMillis(maxAge),
                retry.policy(),
                Instant.ofEpochMilli(enqueuedAt),
                Instant.ofEpochMilli(scheduledAt),
                attempts,
                failures,
                error,
                errorTrace,
                claimedBy,
                instant(claimedAt),
                instant(finishedAt));
    }

    /** Whether this job is to be run, now or later. */
    public boolean waits() {
        return status.isWaiting();
    }

    /** This job after a move. */
    public JobState after(Transition move) {
        return new JobState(
                id,
                queue,
                payload,
                move.status(),
                maxAge,
                retry,
                enqueuedAt,
                move.scheduledAt(),
                move.attempts(),
                move.failures(),
                move.expiresAt(),
                move.error(),
                move.errorTrace(),
                move.claimedBy(),
                move.claimedAt(),
                move.finishedAt());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
