package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What enqueueing writes, and in which transaction. */
interface EnqueueContract extends Contract {

    @Test
    default void enqueueWritesACompleteRow() {
        JobInfo job = q().raquel.enqueue("emails", Map.of("to", "Zoë"));

        Map<String, Object> row = q().row("select queue, payload, status, max_age, max_retry_count, min_retry_delay,"
                + " max_retry_delay, backoff_base, enqueued_at, scheduled_at, due_at, attempts, failures, expires_at,"
                + " error, error_trace, claimed_by, claimed_at, finished_at from jobs");
        long now = q().clock.millis();
        assertThat(row)
                .containsEntry("queue", "emails")
                .containsEntry("status", "queued")
                .containsEntry("min_retry_delay", 1_000)
                .containsEntry("max_retry_delay", 43_200_000)
                .containsEntry("backoff_base", 1_000)
                .containsEntry("enqueued_at", now)
                .containsEntry("scheduled_at", now)
                .containsEntry("due_at", now)
                .containsEntry("attempts", 0)
                .containsEntry("failures", 0);
        assertThat(row)
                .extractingByKeys(
                        "max_age",
                        "max_retry_count",
                        "expires_at",
                        "error",
                        "error_trace",
                        "claimed_by",
                        "claimed_at",
                        "finished_at")
                .containsOnlyNulls();
        assertThat(q().read(job)).isEqualTo(job);
        assertThat(job.payload()).isEqualTo("{\"to\":\"Zoë\"}");
    }

    @Test
    default void enqueueWritesAllThatARequestSays() {
        Instant at = q().clock.instant().plus(Duration.ofHours(1));
        RetryPolicy policy = RetryPolicy.DEFAULT
                .withMaxRetries(7)
                .withDelays(Duration.ofSeconds(2), Duration.ofMinutes(3))
                .withBackoffBase(Duration.ofMillis(1_500));

        JobInfo job = q().raquel
                .enqueue(JobRequest.of(null)
                        .withQueue("later")
                        .withAt(at)
                        .withDelay(Duration.ofSeconds(5))
                        .withMaxAge(Duration.ofDays(1))
                        .withRetryPolicy(policy));

        assertThat(q().read(job)).isEqualTo(job);
        assertThat(job.scheduledAt()).isEqualTo(at.plusSeconds(5));
        assertThat(job.enqueuedAt()).isEqualTo(q().clock.instant());
        assertThat(job.maxAge()).isEqualTo(Duration.ofDays(1));
        assertThat(job.retryPolicy()).isEqualTo(policy);
        assertThat(job.payload()).isNull();
    }

    /** By the clock that all its times are from: else nodes whose clocks differ would not write to the same pages. */
    @Test
    default void anIdBeginsWithTheTimeOfItsJob() {
        JobInfo job = q().enqueued();

        assertThat(job.id().getMostSignificantBits() >>> 16)
                .isEqualTo(job.enqueuedAt().toEpochMilli());
    }

    @Test
    default void aRolledBackTransactionLeavesNoJob() {
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    entityManager.persist(new Effect("order"));
                    q().enqueued();
                    throw new IllegalStateException("no stock");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no stock");

        assertThat(q().jobs()).isZero();
        assertThat(q().written("order")).isFalse();
    }

    @Test
    default void aTransactionMarkedForRollbackLeavesNoJob() {
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().enqueued();
                    entityManager.getTransaction().setRollbackOnly();
                    return null;
                }))
                .hasMessageContaining("marked for rollback");

        assertThat(q().jobs()).isZero();
    }

    @Test
    default void aJobIsSeenOnlyAfterTheCommit() {
        q().raquel.inTransaction(entityManager -> {
            entityManager.persist(new Effect("order"));
            q().enqueued();
            assertThat(q().jobs()).isZero();
            return null;
        });

        assertThat(q().jobs()).isOne();
        assertThat(q().written("order")).isTrue();
    }

    @Test
    default void clearingThePersistenceContextLosesNothing() {
        q().raquel.inTransaction(entityManager -> {
            q().enqueued();
            entityManager.clear();
            return null;
        });

        assertThat(q().jobs()).isOne();
    }

    @Test
    default void badInputIsRefusedAndWritesNothing() {
        refused(() -> q().raquel.enqueue("", "x"), "blank");
        refused(() -> q().raquel.enqueue("  ", "x"), "blank");
        refused(() -> q().raquel.enqueue("half \uD83D", "x"), "surrogate");
        refused(() -> q().raquel.enqueue("q".repeat(256), "x"), "256 characters");
        refused(() -> q().raquel.enqueue("a\0b", "x"), "NUL");
        refused(() -> q().raquel.enqueue("emails", "a\0b"), "NUL character at 1");
        refused(() -> JobRequest.of("x").withDelay(Duration.ofMillis(-1)), "delay");
        refused(() -> JobRequest.of("x").withMaxAge(Duration.ofMillis(-1)), "maxAge");
        refused(() -> RetryPolicy.DEFAULT.withDelays(Duration.ofSeconds(2), Duration.ofSeconds(1)), "shorter");
        refused(() -> RetryPolicy.DEFAULT.withDelays(Duration.ZERO, Duration.ofMillis(1L << 31)), "2^31-1");
        refused(() -> RetryPolicy.DEFAULT.withBackoffBase(Duration.ofMillis(1L << 31)), "2^31-1");
        refused(() -> RetryPolicy.DEFAULT.withMaxRetries(-1), "maxRetries");
        refused(() -> q().raquel.enqueue("emails", new Object()), "cannot be written as JSON");
        refused(() -> q().raquel.enqueue("emails", JobRequest.of("x")), "JobRequest");
        refused(() -> q().raquel.enqueue(JobRequest.of("x").withAt(Instant.MAX)), "range");
        refused(() -> q().raquel.enqueue(JobRequest.of("x").withAt(Instant.EPOCH.minusMillis(1))), "since 1970");
        refused(() -> q().raquel.enqueue(JobRequest.of("x").withMaxAge(Duration.ofSeconds(Long.MAX_VALUE))), "less");

        assertThat(q().jobs()).isZero();
    }

    private static void refused(ThrowingCallable call, String reason) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(reason);
    }

    @Test
    default void refusedInputLeavesTheCallersTransactionAlone() {
        q().raquel.inTransaction(entityManager -> {
            entityManager.persist(new Effect("order"));
            refused(() -> q().raquel.enqueue("emails", new Object()), "JSON");
            return null;
        });

        assertThat(q().written("order")).isTrue();
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void aNameAtTheLimitFits() {
        JobInfo job = q().raquel.enqueue("q".repeat(255), "x");

        assertThat(q().read(job).queue()).hasSize(255);
    }

    @Test
    default void getOfAnUnknownIdIsEmpty() {
        assertThat(q().raquel.get(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void waitingJobsCanBeCancelled() {
        JobInfo job = q().enqueued();

        assertThat(q().raquel.cancel(job.id())).isTrue();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(q().read(job).finishedAt()).isEqualTo(q().clock.instant());
        assertThat(q().raquel.cancel(job.id())).as("a second time").isFalse();
        assertThat(q().raquel.cancel(UUID.randomUUID())).as("an unknown id").isFalse();
    }

    @Test
    default void claimedJobsAreNeitherCancelledNorRequeued() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            assertThat(q().raquel.cancel(running.id())).isFalse();
            assertThat(q().raquel.requeue(running.id())).isFalse();
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void finishedJobsCanBeRequeued() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> running.giveUp("broken"))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
        q().clock.advance(Duration.ofMinutes(1));

        assertThat(q().raquel.requeue(job.id())).isTrue();

        JobInfo requeued = q().read(job);
        assertThat(requeued.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(requeued.failures()).isZero();
        assertThat(requeued.attempts()).isOne();
        assertThat(requeued.scheduledAt()).isEqualTo(q().clock.instant());
        assertThat(requeued.finishedAt()).isNull();
        assertThat(requeued.error()).isEqualTo("broken");
        assertThat(q().raquel.requeue(job.id())).as("a second time").isFalse();
    }

    @Test
    default void aRolledBackCancelChangesNothing() {
        JobInfo job = q().enqueued();

        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    assertThat(q().raquel.cancel(job.id())).isTrue();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(q().read(job)).isEqualTo(job);
    }
}
