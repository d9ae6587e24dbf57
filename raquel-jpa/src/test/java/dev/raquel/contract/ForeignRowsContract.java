package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rows that were written by SQL, with every option left open: NULL means the default. */
interface ForeignRowsContract extends Contract {

    /** A job without any option. */
    private JobInfo insertedWithNulls() {
        UUID id = UUID.randomUUID();
        long now = q().clock.millis();
        q().database
                .execute("insert into jobs (id, queue, status, payload, max_age, max_retry_count, min_retry_delay,"
                        + " max_retry_delay, backoff_base, enqueued_at, scheduled_at, attempts, error, error_trace,"
                        + " claimed_by, claimed_at, finished_at) values (" + q().sql(id)
                        + ", 'contract', 'queued', null,"
                        + " null, null, null, null, null, " + now + ", " + now + ", 0, null, null, null, null, null)");
        return q().raquel.get(id).orElseThrow();
    }

    @Test
    default void aRowWithoutOptionsIsHandledWithTheDefaults() {
        JobInfo job = insertedWithNulls();
        AtomicReference<RetryPolicy> policy = new AtomicReference<>();
        try (Subscription handler = q().handle(running -> {
            assertThat(running.payload()).isNull();
            policy.set(running.info().retryPolicy());
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        assertThat(policy).hasValue(RetryPolicy.DEFAULT);
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(job).maxAge()).isNull();
    }

    @Test
    default void itsRetriesWaitTheDefaultDelays() {
        JobInfo job = insertedWithNulls();
        try (Subscription handler = q().handle(running -> running.fail("broken"))) {
            for (long seconds : List.of(1, 2, 4, 8)) {
                q().raquel.drain(QueueFixture.QUEUE);
                assertThat(q().read(job).scheduledAt())
                        .isEqualTo(q().clock.instant().plusSeconds(seconds));
                q().clock.advance(Duration.ofSeconds(seconds));
            }
            q().database.execute("update jobs set failures = 40");
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(job).scheduledAt()).isEqualTo(q().clock.instant().plus(Duration.ofHours(12)));
    }

    @Test
    default void itIsRescheduledByTheDefaultDelay() {
        JobInfo job = insertedWithNulls();
        try (Subscription handler = q().handle(Job::reschedule)) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(q().read(job).scheduledAt()).isEqualTo(q().clock.instant().plusSeconds(1));
    }

    @Test
    default void anInsertOfAPayloadAloneIsAJobOfTheDefaultQueue() {
        q().database.execute("insert into jobs (payload, scheduled_at) values ('x', 0)");
        AtomicReference<String> handled = new AtomicReference<>();
        try (Subscription handler = q().raquel
                .<String>subscribe(
                        dev.raquel.SubscribeOptions.of("default", String.class), job -> handled.set(job.payload()))) {
            assertThat(q().raquel.drain("default")).isOne();
        }

        assertThat(handled).hasValue("x");
    }
}
