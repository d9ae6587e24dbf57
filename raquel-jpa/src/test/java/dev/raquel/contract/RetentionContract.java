package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.raquel.ClaimOptions;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.internal.claim.FinishedJobs;
import dev.raquel.internal.duty.OldJobs;
import dev.raquel.internal.lifecycle.Retention;
import dev.raquel.testing.Series;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which finished jobs are deleted, and that nobody waits for it. */
interface RetentionContract extends Contract {

    Retention SECONDS = new Retention(Map.of(
            JobStatus.SUCCESS, Duration.ofSeconds(1),
            JobStatus.EXHAUSTED, Duration.ofSeconds(2),
            JobStatus.CANCELLED, Duration.ofSeconds(3),
            JobStatus.EXPIRED, Duration.ofSeconds(4)));

    private UUID ended(String status, String finishedAt) {
        UUID id = UUID.randomUUID();
        q().database
                .execute("insert into jobs (id, queue, status, finished_at, claimed_at) values (" + q().sql(id)
                        + ", 'contract', '" + status + "', " + finishedAt + ", 1)");
        return id;
    }

    private boolean isThere(UUID id) {
        return q().count("select count(*) from jobs where id = " + q().sql(id)) == 1;
    }

    private void sweep(Retention retention) {
        sweep(new OldJobs(q().finished(work -> {}), () -> Instant.ofEpochMilli(10_000), retention));
    }

    private void sweep(OldJobs duty) {
        do {
            duty.runOnce();
        } while (duty.interval().compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    default void eachEndHasItsTime() {
        List<UUID> old = List.of(
                ended("success", "9000"),
                ended("exhausted", "8000"),
                ended("cancelled", "7000"),
                ended("expired", "6000"));
        List<UUID> young = List.of(
                ended("success", "9001"),
                ended("exhausted", "8001"),
                ended("cancelled", "7001"),
                ended("expired", "6001"));

        sweep(SECONDS);

        assertThat(old).noneMatch(this::isThere);
        assertThat(young).allMatch(this::isThere);
    }

    @Test
    default void allElseStays() {
        List<UUID> others = Stream.of("queued", "claimed", "failed", "foreign")
                .map(status -> ended(status, "1"))
                .toList();
        UUID timeless = ended("success", "null");
        UUID exhausted = ended("exhausted", "1");

        sweep(new Retention(Map.of(JobStatus.SUCCESS, Duration.ofSeconds(1))));

        assertThat(others).allMatch(this::isThere);
        assertThat(isThere(timeless)).isTrue();
        assertThat(isThere(exhausted)).isTrue();
    }

    @Test
    default void moreThanAPageAndManyNodesAtOnce() {
        q().database
                .execute("insert into jobs (queue, status, finished_at) select 'contract', case mod(n, 5) when 0 then"
                        + " 'exhausted' else 'success' end, 1 from " + Series.from0(4) + " where n < 2600");
        Retention ofSuccess = new Retention(Map.of(JobStatus.SUCCESS, Duration.ofSeconds(1)));

        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> sweep(ofSuccess)))
                        .limit(3)
                        .toArray(CompletableFuture[]::new))
                .join();
        sweep(ofSuccess); // what one had locked, another may have left out

        assertThat(q().count("select count(*) from jobs where status = 'success'"))
                .isZero();
        assertThat(q().count("select count(*) from jobs where status = 'exhausted'"))
                .isEqualTo(520);
    }

    @Test
    default void aLockedRowIsLeftOutAndNotWaitedFor() throws Exception {
        UUID locked = ended("success", "1");
        UUID free = ended("success", "1");
        try (Connection other = q().database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().executeQuery("select id from jobs where id = " + q().sql(locked) + " for update");

            sweep(SECONDS);

            assertThat(isThere(free)).isFalse();
            other.rollback();
        }
        assertThat(isThere(locked)).isTrue();
        sweep(SECONDS);
        assertThat(isThere(locked)).isFalse();
    }

    @Test
    default void jobsThatAnotherTableNeedsKeepNoOthers() {
        UUID needed = ended("success", "1");
        UUID alsoNeeded = ended("success", "1");
        q().database
                .execute("insert into jobs (queue, status, finished_at) select 'contract', 'success', 1 from "
                        + Series.from0(4) + " where n < 2600");
        referTo("id in (" + q().sql(needed) + ", " + q().sql(alsoNeeded) + ")");
        try {
            sweep(SECONDS);

            assertThat(isThere(needed)).isTrue();
            assertThat(isThere(alsoNeeded)).isTrue();
            assertThat(q().count("select count(*) from jobs")).isEqualTo(2);
        } finally {
            q().database.execute("drop table needs");
        }
    }

    @Test
    default void aJobThatAnotherTableNeedsIsTriedAgainADayLater() {
        UUID needed = ended("success", "1");
        AtomicLong now = new AtomicLong(10_000);
        OldJobs duty = new OldJobs(q().finished(work -> {}), () -> Instant.ofEpochMilli(now.get()), SECONDS);
        referTo("id = " + q().sql(needed));
        try {
            sweep(duty);
        } finally {
            q().database.execute("drop table needs");
        }
        sweep(duty);
        assertThat(isThere(needed)).isTrue();

        now.addAndGet(Duration.ofDays(1).toMillis());
        sweep(duty);
        assertThat(isThere(needed)).isFalse();
    }

    /** A transaction that refers to a job, or has just ceased to, may stay open for as long as it likes. */
    @ParameterizedTest
    @ValueSource(strings = {"insert into needs select id from jobs where queue = 'needed'", "delete from needs"})
    default void nobodyWaitsForWhoRefersToAJob(String reference) throws Exception {
        UUID old = ended("success", "1");
        UUID needed = ended("success", "1");
        q().database.execute("update jobs set queue = 'needed' where id = " + q().sql(needed));
        referTo(reference.startsWith("delete") ? "queue = 'needed'" : "queue = 'nobody'");
        try (Connection other = q().database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute(reference);

            sweep(SECONDS);

            assertThat(isThere(old)).isFalse();
            other.rollback();
        } finally {
            q().database.execute("drop table needs");
        }
    }

    private void referTo(String jobs) {
        q().database.execute("create table needs as select id as job from jobs where " + jobs);
        q().database.execute("alter table needs add foreign key (job) references jobs (id)");
    }

    @Test
    default void aJobThatIsRequeuedBeforeItsDeletionStays() {
        UUID id = ended("exhausted", "1");
        assertThat(q().raquel.requeue(id)).isTrue();

        assertThat(q().finished(work -> {}).delete(List.of(id), SECONDS.endedBy(10_000)))
                .isZero();
        assertThat(q().raquel.get(id).orElseThrow().status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    default void aJobThatHasEndedAnewBeforeItsDeletionStays() {
        UUID id = ended("exhausted", "1");
        q().database.execute("update jobs set finished_at = 9999");

        assertThat(q().finished(work -> {}).delete(List.of(id), SECONDS.endedBy(10_000)))
                .isZero();
        assertThat(isThere(id)).isTrue();
    }

    /** A failure has a time, too, and it is older than that of another end may be. */
    @Test
    default void aJobThatHasFailedAnewBeforeItsDeletionStays() {
        UUID id = ended("exhausted", "1");
        q().database.execute("update jobs set status = 'failed', finished_at = 8500");

        assertThat(q().finished(work -> {}).delete(List.of(id), SECONDS.endedBy(10_000)))
                .isZero();
        assertThat(isThere(id)).isTrue();
    }

    @Test
    default void aJobThatIsRequeuedDuringItsDeletionIsGone() throws Exception {
        UUID id = ended("exhausted", "1");
        AtomicReference<CompletableFuture<Boolean>> requeued = new AtomicReference<>();
        FinishedJobs slow = q().finished(deleted ->
                requeued.set(CompletableFuture.supplyAsync(() -> q().raquel.requeue(id))));

        assertThat(slow.delete(List.of(id), SECONDS.endedBy(10_000))).isOne();

        assertThat(requeued.get().get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(isThere(id)).isFalse();
    }

    @Test
    default void aClaimDoesNotWaitForADeletion() {
        UUID old = ended("success", "1");
        UUID due = q().enqueued().id();
        AtomicReference<UUID> claimed = new AtomicReference<>();
        FinishedJobs slow = q().finished(deleted -> claimed.set(CompletableFuture.supplyAsync(() ->
                        q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow())
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .id()));

        assertThat(slow.delete(List.of(old), SECONDS.endedBy(10_000))).isOne();

        assertThat(claimed.get()).isEqualTo(due);
    }

    @Test
    default void theBuilderRefusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().builder().retention(JobStatus.FAILED, Duration.ofDays(1)))
                .withMessageContaining("are not finished");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().builder().retention(JobStatus.SUCCESS, Duration.ZERO))
                .withMessageContaining("is PT0S; give at least 1 ms");
    }

    @Test
    default void aRunningDispatcherDeletes() {
        UUID old = ended("cancelled", "1");
        UUID kept = ended("success", "1");
        Raquel node = q().node(q().builder().retention(JobStatus.CANCELLED, Duration.ofMillis(1)));

        try (Subscription handler = node.subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {})
                .start()) {
            await().until(() -> !isThere(old));
        }
        assertThat(isThere(kept)).isTrue();
        assertThat(node.get(old)).isEmpty();
    }
}
