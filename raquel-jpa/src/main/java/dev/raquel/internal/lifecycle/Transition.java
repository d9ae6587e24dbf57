package dev.raquel.internal.lifecycle;

import dev.raquel.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * One move in a job's life: what the columns that can change hold afterwards. Made by {@link Lifecycle} alone, and
 * written by the store as it is.
 */
public record Transition(
        JobStatus status,
        long scheduledAt,
        int attempts,
        int failures,
        @Nullable Long expiresAt,
        @Nullable String error,
        @Nullable String errorTrace,
        @Nullable String claimedBy,
        @Nullable Long claimedAt,
        @Nullable Long finishedAt) {

    /** The move that changes nothing but the state. */
    static Transition to(JobStatus status, JobState job) {
        return new Transition(
                status,
                job.scheduledAt(),
                job.attempts(),
                job.failures(),
                job.expiresAt(),
                job.error(),
                job.errorTrace(),
                job.claimedBy(),
                job.claimedAt(),
                job.finishedAt());
    }

    Transition countingAttempt() {
        return new Transition(
                status,
                scheduledAt,
                Counts.oneMore(attempts),
                failures,
                expiresAt,
                error,
                errorTrace,
                claimedBy,
                claimedAt,
                finishedAt);
    }

    Transition countingFailure(ErrorText text) {
        return new Transition(
                status,
                scheduledAt,
                attempts,
                Counts.oneMore(failures),
                expiresAt,
                text.error(),
                text.trace(),
                claimedBy,
                claimedAt,
                finishedAt);
    }

    Transition forgettingFailures() {
        return new Transition(
                status, scheduledAt, attempts, 0, expiresAt, error, errorTrace, claimedBy, claimedAt, finishedAt);
    }

    Transition scheduledAt(long time) {
        return new Transition(
                status, time, attempts, failures, expiresAt, error, errorTrace, claimedBy, claimedAt, finishedAt);
    }

    Transition expiringAt(@Nullable Long deadline) {
        return new Transition(
                status, scheduledAt, attempts, failures, deadline, error, errorTrace, claimedBy, claimedAt, finishedAt);
    }

    Transition claimed(@Nullable String by, @Nullable Long at) {
        return new Transition(
                status, scheduledAt, attempts, failures, expiresAt, error, errorTrace, by, at, finishedAt);
    }

    Transition finished(@Nullable Long at) {
        return new Transition(
                status, scheduledAt, attempts, failures, expiresAt, error, errorTrace, claimedBy, claimedAt, at);
    }
}
