package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs of a table that Java nodes and Python workers share, handled by one after the other. */
interface SharedTableContract extends SharedTable {

    // What each enqueues --------------------------------------------------------------------------------------------

    @Test
    default void ourRowsHoldWhatAPythonWorkerReads() {
        Instant at = Instant.ofEpochMilli(1_790_000_000_123L);
        q().raquel
                .enqueue(JobRequest.of(Map.of("to", List.of(1, "Zoë")))
                        .withQueue(QueueFixture.QUEUE)
                        .withAt(at)
                        .withMaxAge(Duration.ofDays(365))
                        .withRetryPolicy(RetryPolicy.DEFAULT
                                .withMaxRetries(3)
                                .withDelays(Duration.ofSeconds(2), Duration.ofMinutes(1))
                                .withBackoffBase(Duration.ofMillis(500))));

        Map<String, Object> row = q().row("select * from jobs");
        assertThat(row)
                .containsEntry("status", "queued")
                .containsEntry("payload", "{\"to\":[1,\"Zoë\"]}")
                .containsEntry("max_age", 31_536_000_000L)
                .containsEntry("max_retry_count", 3)
                .containsEntry("min_retry_delay", 2_000)
                .containsEntry("max_retry_delay", 60_000)
                .containsEntry("backoff_base", 500)
                .containsEntry("enqueued_at", q().clock.millis())
                .containsEntry("scheduled_at", 1_790_000_000_123L)
                .containsEntry("attempts", 0);
        assertThat(row.get("id")).isInstanceOf(UUID.class);
        assertThat(row)
                .extractingByKeys("error", "error_trace", "claimed_by", "claimed_at", "finished_at")
                .containsOnlyNulls();
    }

    @Test
    default void ourDefaultsAreWrittenOut() {
        q().enqueued();

        assertThat(q().row("select * from jobs"))
                .containsEntry("payload", "payload")
                .containsEntry("max_age", null)
                .containsEntry("max_retry_count", null)
                .containsEntry("min_retry_delay", 1_000)
                .containsEntry("max_retry_delay", 43_200_000)
                .containsEntry("backoff_base", 1_000);
    }

    @Test
    default void itHandlesWhatWeEnqueued() {
        JobInfo json = q().raquel.enqueue(QueueFixture.QUEUE, List.of(1, 2));
        PythonWorker.Claimed claimed = claimedByPython();
        assertThat(claimed.id()).isEqualTo(json.id());
        assertThat(claimed.payload()).isEqualTo("[1,2]");

        python().begin(claimed).success();

        assertThat(q().read(json).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(json).attempts()).isOne();
        assertThat(q().read(json).finishedAt()).isEqualTo(q().clock.instant());
        assertThat(drainedBy(job -> {})).as("what it has done").isZero();
    }

    @Test
    default void weHandleWhatItEnqueued() {
        UUID full = python().enqueue(QueueFixture.QUEUE, "{\"a\": \"\\ud83d\\ude42\"}", 60_000L, 3, 1, 2, 3);
        UUID empty = python().enqueue(QueueFixture.QUEUE, null, null);
        List<@Nullable Object> payloads = new ArrayList<>();
        List<RetryPolicy> policies = new ArrayList<>();
        try (Subscription handler = q().raquel
                .<Map<String, String>>subscribe(SubscribeOptions.of(QueueFixture.QUEUE, Map.class), job -> {
                    payloads.add(job.payload());
                    policies.add(job.info().retryPolicy());
                })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isEqualTo(2);
        }

        assertThat(payloads).containsExactlyInAnyOrder(Map.of("a", "\uD83D\uDE42"), null);
        assertThat(policies)
                .containsExactlyInAnyOrder(
                        RetryPolicy.DEFAULT,
                        new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
        for (UUID id : List.of(full, empty)) {
            assertThat(read(id).status()).isEqualTo(JobStatus.SUCCESS);
        }
    }

    // Failing, each on the other's behalf ---------------------------------------------------------------------------

    @Test
    default void itRetriesWhatWeFailed() {
        JobInfo job = q().enqueued();
        drainedBy(running -> running.fail("no Java"));
        assertThat(pythonFindsNothing()).isTrue();
        q().clock.advance(Duration.ofSeconds(1));

        runByPython().success();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(job).attempts()).isEqualTo(2);
        assertThat(q().read(job).failures()).isOne();
    }

    @Test
    default void weRetryWhatItFailed() {
        JobInfo job = q().enqueued();
        runByPython().fail("no Python");
        assertWaits(q().read(job), JobStatus.FAILED, 1, 0, 2);
        assertThat(q().read(job).error()).isEqualTo("no Python");
        assertThat(drainedBy(running -> {})).isZero();
        q().clock.advance(Duration.ofSeconds(2));

        drainedBy(running -> running.fail("no Java"));

        assertWaits(q().read(job), JobStatus.FAILED, 2, 1, 1);
        assertThat(q().read(job).error()).isEqualTo("no Java");
    }

    @Test
    default void ourLimitCountsOurFailuresAndItsLimitCountsAllAttempts() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxRetries(3));
        drainedBy(Job::reschedule);
        q().clock.advance(Duration.ofSeconds(1));
        drainedBy(running -> running.fail("first"));
        q().clock.advance(Duration.ofSeconds(1));

        runByPython().fail("third attempt");

        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(q().read(job).failures()).isOne();
        assertThat(q().read(job).error()).as("it drops its last error").isEqualTo("first");
        assertThat(q().raquel.requeue(job.id())).isTrue();
        assertThat(drainedBy(running -> {})).isOne();
    }

    @Test
    default void aFailureOfItsMovesTheDeadlineUnlessWeFailedTheJobBefore() {
        JobRequest request = JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(10));
        JobInfo failedByItAlone = q().raquel.enqueue(request);
        q().clock.advance(Duration.ofSeconds(9));
        runByPython().fail("once");
        q().clock.advance(Duration.ofSeconds(2));
        assertThat(drainedBy(running -> {})).as("11 s old").isOne();
        assertThat(q().read(failedByItAlone).status()).isEqualTo(JobStatus.SUCCESS);

        JobInfo failedByUsBefore = q().raquel.enqueue(request);
        drainedBy(running -> running.fail("first"));
        q().clock.advance(Duration.ofSeconds(8));
        runByPython().fail("second");
        q().clock.advance(Duration.ofSeconds(4));
        assertThat(drainedBy(running -> {})).as("12 s old").isZero();
        assertThat(q().read(failedByUsBefore).status()).isEqualTo(JobStatus.EXPIRED);
    }

    // Putting back --------------------------------------------------------------------------------------------------

    @Test
    default void whatOneRejectsTheOtherHandles() {
        JobInfo ours = q().enqueued();
        drainedBy(Job::reject);
        runByPython().success();
        assertThat(q().read(ours).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(ours).attempts()).isEqualTo(2);

        UUID its = python().enqueue(QueueFixture.QUEUE, "x", null);
        runByPython().reject();
        assertThat(drainedBy(running -> assertThat(running.attempt()).isEqualTo(2)))
                .isOne();
        assertThat(read(its).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void whatOneReschedulesTheOtherHandlesLater() {
        JobInfo ours = q().enqueued();
        drainedBy(running -> running.reschedule(Duration.ofMinutes(5)));
        q().clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(pythonFindsNothing()).isTrue();
        q().clock.advance(Duration.ofMillis(1));
        runByPython().reschedule(60_000);
        assertWaits(q().read(ours), JobStatus.QUEUED, 2, 0, 60);

        q().clock.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(drainedBy(running -> {})).isZero();
        q().clock.advance(Duration.ofMillis(1));
        assertThat(drainedBy(running -> {})).isOne();
        assertThat(q().read(ours).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(ours).attempts()).isEqualTo(3);
    }

    @Test
    default void whatItReschedulesGetsANewDeadline() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(10)));
        drainedBy(running -> running.fail("once"));
        q().clock.advance(Duration.ofSeconds(5));
        runByPython().reschedule(20_000);
        q().clock.advance(Duration.ofSeconds(20));

        assertThat(drainedBy(running -> {})).isOne();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void whatItExpiresWeCanRequeue() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(10)));
        q().clock.advance(Duration.ofSeconds(10));

        assertThat(python().expire()).isOne();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(q().raquel.requeue(job.id())).isTrue();
        runByPython().success();
    }

    @Test
    default void whatWeEndedItLeavesAlone() {
        q().raquel.cancel(q().enqueued().id());
        q().enqueued();
        drainedBy(running -> running.giveUp("never"));
        q().enqueued();
        drainedBy(running -> {});
        q().clock.advance(Duration.ofDays(1));

        assertThat(pythonFindsNothing()).isTrue();
    }
}
