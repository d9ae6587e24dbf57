package dev.raquel.jpa;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.RetryLimits;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.Length;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A row of the job table. Applications may query it with JPQL, under the entity name {@code RaquelJob}:
 *
 * <pre>{@code
 * select j from RaquelJob j where j.queue = 'emails' and j.status = 'failed'
 * }</pre>
 *
 * <p>Times are milliseconds since the epoch, spans are milliseconds, {@code status} holds the words of {@link
 * dev.raquel.JobStatus#column()}. To change a job, use {@link dev.raquel.RaquelService}: the rules of a job's life are
 * not in this class. It registers itself with the application's persistence unit.
 *
 * <p>Flat on purpose: with a join or a collection Hibernate could not lock rows in one statement.
 */
@Entity(name = "RaquelJob")
@Table(
        name = "jobs",
        indexes = {
            @Index(name = "ix_raquel_jobs_due", columnList = "queue, due_at, id"),
            @Index(name = "ix_raquel_jobs_claimed", columnList = "status, claimed_at")
        })
public class JobEntity {

    /** How many characters the column {@code claimed_by} holds. */
    public static final int CLAIMED_BY_LENGTH = 255;

    @Id
    @JdbcTypeCode(SqlTypes.UUID)
    @Column(name = "id")
    private UUID id;

    @Column(name = "queue", nullable = false, length = 255)
    @ColumnDefault("'default'")
    private String queue;

    @Column(name = "payload", length = Length.LONG32)
    private @Nullable String payload;

    @Column(name = "status", nullable = false, length = 30)
    @ColumnDefault("'queued'")
    private String status;

    @Column(name = "max_age")
    private @Nullable Long maxAge;

    @Column(name = "max_retry_count")
    private @Nullable Integer maxRetryCount;

    @Column(name = "min_retry_delay")
    @ColumnDefault("1000")
    private @Nullable Integer minRetryDelay;

    @Column(name = "max_retry_delay")
    @ColumnDefault("43200000")
    private @Nullable Integer maxRetryDelay;

    @Column(name = "backoff_base")
    @ColumnDefault("1000")
    private @Nullable Integer backoffBase;

    @Column(name = "enqueued_at", nullable = false)
    private long enqueuedAt;

    @Column(name = "scheduled_at", nullable = false)
    private long scheduledAt;

    @GeneratedByDatabase(DUE_AT)
    @Column(name = "due_at", insertable = false, updatable = false)
    private @Nullable Long dueAt;

    @Column(name = "attempts", nullable = false)
    @ColumnDefault("0")
    private int attempts;

    @Column(name = "failures", nullable = false)
    @ColumnDefault("0")
    private int failures;

    @Column(name = "expires_at")
    private @Nullable Long expiresAt;

    @Column(name = "error", length = Length.LONG32)
    private @Nullable String error;

    @Column(name = "error_trace", length = Length.LONG32)
    private @Nullable String errorTrace;

    @Column(name = "claimed_by", length = CLAIMED_BY_LENGTH)
    private @Nullable String claimedBy;

    @Column(name = "claimed_at")
    private @Nullable Long claimedAt;

    @Column(name = "finished_at")
    private @Nullable Long finishedAt;

    static final String DUE_AT = "case status when 'queued' then scheduled_at when 'failed' then scheduled_at end";

    /** For Hibernate. */
    protected JobEntity() {}

    /**
     * The job's id.
     *
     * @return the id
     */
    public UUID getId() {
        return id;
    }

    /**
     * Its queue.
     *
     * @return the text
     */
    public String getQueue() {
        return queue;
    }

    /**
     * The payload as text.
     *
     * @return the text; null for none
     */
    public @Nullable String getPayload() {
        return payload;
    }

    /**
     * Its state, in lower case.
     *
     * @return the text
     */
    public String getStatus() {
        return status;
    }

    /**
     * How long after its start time it may still be started.
     *
     * @return milliseconds; null for ever
     */
    public @Nullable Long getMaxAge() {
        return maxAge;
    }

    /**
     * How many retries it gets.
     *
     * @return the number; null for no limit
     */
    public @Nullable Integer getMaxRetryCount() {
        return maxRetryCount;
    }

    /**
     * The shortest delay before a retry.
     *
     * @return milliseconds; null for the default
     */
    public @Nullable Integer getMinRetryDelay() {
        return minRetryDelay;
    }

    /**
     * The longest delay before a retry.
     *
     * @return milliseconds; null for the default
     */
    public @Nullable Integer getMaxRetryDelay() {
        return maxRetryDelay;
    }

    /**
     * The delay before the first retry.
     *
     * @return milliseconds; null for the default
     */
    public @Nullable Integer getBackoffBase() {
        return backoffBase;
    }

    /**
     * When it was enqueued.
     *
     * @return milliseconds since the epoch
     */
    public long getEnqueuedAt() {
        return enqueuedAt;
    }

    /**
     * When it is to start at the earliest.
     *
     * @return milliseconds since the epoch
     */
    public long getScheduledAt() {
        return scheduledAt;
    }

    /**
     * Its start time while it waits, computed by the database; null once it is claimed or finished.
     *
     * @return milliseconds since the epoch, or null
     */
    public @Nullable Long getDueAt() {
        return dueAt;
    }

    /**
     * How often it was attempted.
     *
     * @return the number
     */
    public int getAttempts() {
        return attempts;
    }

    /**
     * How many attempts failed.
     *
     * @return the number
     */
    public int getFailures() {
        return failures;
    }

    /**
     * The deadline that a failed job keeps.
     *
     * @return milliseconds since the epoch; null for none
     */
    public @Nullable Long getExpiresAt() {
        return expiresAt;
    }

    /**
     * What the last failure said.
     *
     * @return the text; null for none
     */
    public @Nullable String getError() {
        return error;
    }

    /**
     * The stack trace of the last failure.
     *
     * @return the text; null for none
     */
    public @Nullable String getErrorTrace() {
        return errorTrace;
    }

    /**
     * The claim that it belongs to, or belonged to last.
     *
     * @return the text; null for none
     */
    public @Nullable String getClaimedBy() {
        return claimedBy;
    }

    /**
     * When it was claimed, or its lease renewed.
     *
     * @return milliseconds since the epoch; null for none
     */
    public @Nullable Long getClaimedAt() {
        return claimedAt;
    }

    /**
     * When its last attempt ended.
     *
     * @return milliseconds since the epoch; null for none
     */
    public @Nullable Long getFinishedAt() {
        return finishedAt;
    }

    /**
     * A row that is to be inserted. For the library alone.
     *
     * @param job what the row holds
     * @return the row, not yet in the database
     */
    public static JobEntity of(JobState job) {
        JobEntity row = new JobEntity();
        row.id = job.id();
        row.queue = job.queue();
        row.payload = job.payload();
        row.status = job.status().column();
        row.maxAge = job.maxAge();
        row.maxRetryCount = job.retry().maxRetryCount();
        row.minRetryDelay = job.retry().minRetryDelay();
        row.maxRetryDelay = job.retry().maxRetryDelay();
        row.backoffBase = job.retry().backoffBase();
        row.enqueuedAt = job.enqueuedAt();
        row.scheduledAt = job.scheduledAt();
        row.attempts = job.attempts();
        row.failures = job.failures();
        row.expiresAt = job.expiresAt();
        row.error = job.error();
        row.errorTrace = job.errorTrace();
        row.claimedBy = job.claimedBy();
        row.claimedAt = job.claimedAt();
        row.finishedAt = job.finishedAt();
        return row;
    }

    /**
     * What this row holds. For the library alone.
     *
     * @return the values
     * @throws IllegalArgumentException if the status is none that the library knows
     */
    public JobState values() {
        return new JobState(
                id,
                queue,
                payload,
                JobStatus.ofColumn(status),
                maxAge,
                new RetryLimits(maxRetryCount, minRetryDelay, maxRetryDelay, backoffBase),
                enqueuedAt,
                scheduledAt,
                attempts,
                failures,
                expiresAt,
                error,
                errorTrace,
                claimedBy,
                claimedAt,
                finishedAt);
    }
}
