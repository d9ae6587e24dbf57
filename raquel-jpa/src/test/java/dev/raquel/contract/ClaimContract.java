package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which jobs are claimed, in which order, and what rivals do to each other. */
interface ClaimContract extends Contract {

    @Test
    default void jobsAreClaimedByStartTime() {
        List<String> handled = new ArrayList<>();
        for (int seconds : List.of(30, 10, 20)) {
            q().raquel
                    .enqueue(JobRequest.of("after " + seconds)
                            .withQueue(QueueFixture.QUEUE)
                            .withDelay(Duration.ofSeconds(seconds)));
        }
        q().clock.advance(Duration.ofMinutes(1));

        try (Subscription handler = q().handle(job -> handled.add(job.payload()))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(handled).containsExactly("after 10", "after 20", "after 30");
    }

    @Test
    default void futureJobsAndOtherQueuesAreLeftAlone() {
        JobInfo other = q().raquel.enqueue("other", "x");
        JobInfo upperCase = q().raquel.enqueue(QueueFixture.QUEUE.toUpperCase(java.util.Locale.ROOT), "x");
        JobInfo future = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withDelay(Duration.ofMillis(1)));

        try (Subscription handler = q().handle(job -> {})) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isZero();
            assertThat(List.of(q().read(other), q().read(upperCase), q().read(future)))
                    .extracting(JobInfo::status)
                    .containsOnly(JobStatus.QUEUED);

            q().clock.advance(Duration.ofMillis(1));
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
    }

    @Test
    default void aJobPastItsDeadlineExpiresInsteadOfRunning() {
        JobInfo old = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(10)));
        q().clock.advance(Duration.ofSeconds(10));
        JobInfo young = q().enqueued();

        try (Subscription handler = q().handle(job -> {})) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        assertThat(q().read(old).status()).isEqualTo(JobStatus.EXPIRED);
        assertThat(q().read(old).finishedAt()).isEqualTo(q().clock.instant());
        assertThat(q().read(old).attempts()).isZero();
        assertThat(q().read(young).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void rowsThatSomebodyHasLockedAreSkippedWithoutWaiting() throws Exception {
        JobInfo locked = q().enqueued();
        q().clock.advance(Duration.ofSeconds(1));
        JobInfo free = q().enqueued();

        try (Connection rival = q().database.connect();
                Subscription handler = q().handle(job -> {})) {
            rival.setAutoCommit(false);
            rival.createStatement()
                    .executeQuery("select id from jobs where id = " + q().sql(locked.id()) + " for update");

            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
            assertThat(q().read(free).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(q().read(locked).status()).isEqualTo(JobStatus.QUEUED);

            rival.rollback();
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
        assertThat(q().read(locked).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void aClaimNamesItsNode() {
        q().enqueued();
        List<String> claimedBy = new ArrayList<>();

        try (Subscription handler = q().handle(job ->
                claimedBy.add(java.util.Objects.requireNonNull(job.info().claimedBy())))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(claimedBy).singleElement().asString().matches("test-[0-9a-f]+-\\d+");
    }

    @Test
    default void rowsOfOtherWritersAreHandledWithTheDefaults() {
        q().database
                .execute(
                        "insert into jobs (queue, payload, status, enqueued_at, scheduled_at, min_retry_delay,"
                                + " max_retry_delay, backoff_base) values ('contract', 'by hand', 'queued', 1, 2, null, null, null)");

        try (Subscription handler = q().handle(job -> {
            throw new IllegalStateException("broken " + job.payload());
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        Map<String, Object> row = q().row("select status, scheduled_at, error from jobs");
        assertThat(row)
                .containsEntry("status", "failed")
                .containsEntry("scheduled_at", q().clock.millis() + 1_000);
    }

    @Test
    default void absurdRowsDisturbNoOther() {
        q().database
                .execute("insert into jobs (queue, scheduled_at, max_age, max_retry_count, attempts) values"
                        + " ('contract', 0, 9223372036854775807, 2147483647, 2147483647)");
        q().database
                .execute("insert into jobs (queue, scheduled_at, max_age) values"
                        + " ('contract', -9223372036854775807, 9223372036854775807)");
        q().database.execute("insert into jobs (queue, scheduled_at, max_age) values ('contract', 1, -1)");
        JobInfo sane = q().enqueued();

        try (Subscription handler = q().handle(job -> {})) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isEqualTo(2);
        }

        assertThat(q().read(sane).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void manyThreadsOnTwoNodesHandleEachJobOnce() throws Exception {
        int jobs = 600;
        q().raquel.inTransaction(entityManager -> {
            for (int i = 0; i < jobs; i++) {
                q().enqueued();
            }
            return null;
        });
        Set<UUID> handled = ConcurrentHashMap.newKeySet();
        AtomicInteger attempts = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        Raquel second = q().node(q().builder().nodeName("second"));
        try (Subscription first = q().handle(job -> {
                    handled.add(job.id());
                    attempts.incrementAndGet();
                });
                Subscription other = second.subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), job -> {
                    handled.add(job.id());
                    attempts.incrementAndGet();
                })) {
            List<Future<Integer>> drains = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Raquel node = i % 2 == 0 ? q().raquel : second;
                drains.add(threads.submit(() -> node.drain(QueueFixture.QUEUE)));
            }
            for (Future<Integer> drain : drains) {
                drain.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(attempts).hasValue(jobs);
        assertThat(handled).hasSize(jobs);
        assertThat(q().count("select count(*) from jobs where status = 'success' and attempts = 1"))
                .isEqualTo(jobs);
    }
}
