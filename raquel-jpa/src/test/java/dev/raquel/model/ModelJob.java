package dev.raquel.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A row of the job table as the model sees it: plain values, in milliseconds, with the words of the status column. */
final class ModelJob {

    UUID id;
    String queue;
    String payload;
    String status = "queued";
    Long maxAge;
    Integer maxRetryCount;
    Integer minRetryDelay;
    Integer maxRetryDelay;
    Integer backoffBase;
    long enqueuedAt;
    long scheduledAt;
    int attempts;
    int failures;
    Long expiresAt;
    String error;
    String errorTrace;
    String claimedBy;
    Long claimedAt;
    Long finishedAt;

    boolean waits() {
        return status.equals("queued") || status.equals("failed");
    }

    boolean isFinal() {
        return !waits() && !status.equals("claimed");
    }

    /** A queued job's deadline follows its start; a failed job keeps the one that it had before it failed. */
    Long deadline() {
        if (maxAge == null) {
            return null;
        }
        return status.equals("queued") || expiresAt == null ? Long.valueOf(scheduledAt + maxAge) : expiresAt;
    }

    boolean isTooOld(long now) {
        Long deadline = deadline();
        return waits() && deadline != null && deadline <= now;
    }

    /** The delay before retry n, counted by hand. */
    long delay(int retry) {
        long least = minRetryDelay == null ? 1_000 : minRetryDelay;
        long most = maxRetryDelay == null ? 12 * 60 * 60 * 1_000 : maxRetryDelay;
        long delay = backoffBase == null ? 1_000 : backoffBase;
        for (int n = 1; n < retry && delay < most; n++) {
            delay = delay * 2;
        }
        return Math.max(least, Math.min(most, delay));
    }

    ModelJob copy() {
        ModelJob copy = new ModelJob();
        copy.id = id;
        copy.queue = queue;
        copy.payload = payload;
        copy.status = status;
        copy.maxAge = maxAge;
        copy.maxRetryCount = maxRetryCount;
        copy.minRetryDelay = minRetryDelay;
        copy.maxRetryDelay = maxRetryDelay;
        copy.backoffBase = backoffBase;
        copy.enqueuedAt = enqueuedAt;
        copy.scheduledAt = scheduledAt;
        copy.attempts = attempts;
        copy.failures = failures;
        copy.expiresAt = expiresAt;
        copy.error = error;
        copy.errorTrace = errorTrace;
        copy.claimedBy = claimedBy;
        copy.claimedAt = claimedAt;
        copy.finishedAt = finishedAt;
        return copy;
    }

    /** The row, by the names of its columns. */
    Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("queue", queue);
        columns.put("payload", payload);
        columns.put("status", status);
        columns.put("max_age", maxAge);
        columns.put("max_retry_count", maxRetryCount);
        columns.put("min_retry_delay", minRetryDelay);
        columns.put("max_retry_delay", maxRetryDelay);
        columns.put("backoff_base", backoffBase);
        columns.put("enqueued_at", enqueuedAt);
        columns.put("scheduled_at", scheduledAt);
        columns.put("due_at", waits() ? scheduledAt : null);
        columns.put("attempts", attempts);
        columns.put("failures", failures);
        columns.put("expires_at", expiresAt);
        columns.put("error", error);
        columns.put("error_trace", errorTrace);
        columns.put("claimed_by", claimedBy);
        columns.put("claimed_at", claimedAt);
        columns.put("finished_at", finishedAt);
        return columns;
    }
}
