package dev.raquel;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row was when it was read. Immutable: it does not follow what happens to the job later.
 *
 * @param id the job's id
 * @param queue its queue
 * @param payload the payload as the text that is stored: a string as it is, anything else as JSON; null for none
 * @param status its state
 * @param maxAge how long after its start time it may still be started; null for ever
 * @param retryPolicy how often and how late it is run again after failures; defaults stand in for missing values
 * @param enqueuedAt when it was enqueued, in the database's time
 * @param scheduledAt when it is, or was, to start at the earliest
 * @param attempts how often a handler ran for it, or its claim was lost
 * @param failures how many of those attempts failed since it was enqueued or requeued
 * @param error what the last failure said; null if none failed
 * @param errorTrace the stack trace of the last failure; null if there is none
 * @param claimedBy the claim that it belongs to, or belonged to last; null if it was never claimed or was given back
 * @param claimedAt when it was claimed last, or its lease was renewed; null like {@code claimedBy}
 * @param finishedAt when its last attempt ended, or it was cancelled or expired; for a lost claim, when that was known
 *     to be alive last; null if none of that happened, or since it was rescheduled or requeued
 */
public record JobInfo(
        UUID id,
        String queue,
        @Nullable String payload,
        JobStatus status,
        @Nullable Duration maxAge,
        RetryPolicy retryPolicy,
        Instant enqueuedAt,
        Instant scheduledAt,
        int attempts,
        int failures,
        @Nullable String error,
        @Nullable String errorTrace,
        @Nullable String claimedBy,
        @Nullable Instant claimedAt,
        @Nullable Instant finishedAt) {}
