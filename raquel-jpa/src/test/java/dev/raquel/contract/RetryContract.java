package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When a failed job is run again, and when no more. */
interface RetryContract extends Contract {

    @Test
    default void aFailedJobIsRetriedLaterAndLaterUntilItIsExhausted() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxRetries(2));
        try (Subscription handler = q().handle(running -> {
            throw new IllegalStateException("attempt " + running.attempt());
        })) {
            for (int delay : List.of(1, 2)) {
                q().raquel.drain(QueueFixture.QUEUE);
                assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
                q().clock.advance(Duration.ofSeconds(delay).minusMillis(1));
                assertThat(q().raquel.drain(QueueFixture.QUEUE)).isZero();
                q().clock.advance(Duration.ofMillis(1));
            }
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        JobInfo exhausted = q().read(job);
        assertThat(exhausted.status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(exhausted.attempts()).isEqualTo(3);
        assertThat(exhausted.failures()).isEqualTo(3);
        assertThat(exhausted.error()).endsWith("attempt 3");
        assertThat(exhausted.errorTrace()).contains("IllegalStateException");
    }

    @Test
    default void failuresDoNotMoveTheDeadline() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(2)));
        try (Subscription handler = q().handle(running -> {
            throw new IllegalStateException("broken");
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
            assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
            q().clock.advance(Duration.ofSeconds(1));
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(q().read(job).failures()).isEqualTo(2);
        assertThat(q().read(job).error()).contains("broken");
    }

    @Test
    default void aClaimForgetsTheDeadlineThatAnEarlierLifeLeftInTheRow() {
        q().database
                .execute("insert into jobs (queue, status, enqueued_at, scheduled_at, max_age, expires_at) values"
                        + " ('contract', 'queued', " + q().clock.millis() + ", "
                        + q().clock.millis() + ", 3600000, 5)");
        try (Subscription handler = q().handle(running -> {
            assertThat(q().row("select expires_at from jobs").get("expires_at")).isNull();
            throw new IllegalStateException("broken");
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().row("select status, expires_at from jobs"))
                .containsEntry("status", "failed")
                .containsEntry("expires_at", q().clock.millis() + 3_600_000);
    }

    @Test
    default void aRequeueBySqlMovesTheDeadline() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(2)));
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Subscription handler = q().handle(running -> {
            if (broken.get()) {
                throw new IllegalStateException("broken");
            }
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
            broken.set(false);
            q().clock.advance(Duration.ofHours(1));
            q().database
                    .execute("update jobs set status = 'queued', scheduled_at = "
                            + q().clock.millis());
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }
}
