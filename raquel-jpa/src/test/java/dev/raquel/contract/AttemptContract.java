package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One attempt: what commits together, and what becomes of a job whose handler fails. */
interface AttemptContract extends Contract {

    @Test
    default void successCommitsWhatTheHandlerWroteTogetherWithTheJob() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().write("effect");
            assertThat(q().written("effect")).isFalse();
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        JobInfo settled = q().read(job);
        assertThat(settled.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(settled.attempts()).isOne();
        assertThat(settled.failures()).isZero();
        assertThat(settled.finishedAt()).isEqualTo(q().clock.instant());
        assertThat(q().written("effect")).isTrue();
    }

    @Test
    default void anExceptionRollsBackAndIsRecorded() {
        failsWith(new IllegalArgumentException("no such address"));
    }

    @Test
    default void aCheckedExceptionRollsBackAndIsRecorded() {
        failsWith(new IOException("connection reset"));
    }

    @Test
    default void anErrorRollsBackAndIsRecorded() {
        failsWith(new StackOverflowError("too deep"));
    }

    private void failsWith(Throwable thrown) {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().write("effect");
            q().raquel.entityManager().flush();
            throw AttemptContract.<RuntimeException>sneaky(thrown);
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        JobInfo failed = q().read(job);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.attempts()).isOne();
        assertThat(failed.failures()).isOne();
        assertThat(failed.error()).isEqualTo(thrown.toString());
        assertThat(failed.errorTrace()).contains("at ", "AttemptContract");
        assertThat(failed.finishedAt()).isEqualTo(q().clock.instant());
        assertThat(failed.scheduledAt()).isEqualTo(q().clock.instant().plusSeconds(1));
        assertThat(q().written("effect")).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

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
    default void aDrainRunsEachJobOnce() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> running.reschedule(Duration.ZERO))) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        assertThat(q().read(job).attempts()).isEqualTo(2);
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

    @Test
    default void aCommitThatFailsIsAFailureOfTheAttempt() {
        q().raquel.inTransaction(entityManager -> {
            entityManager.persist(new Effect("taken"));
            return null;
        });
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> q().write("taken"))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        JobInfo failed = q().read(job);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).contains("did not commit");
        assertThat(failed.errorTrace()).contains("ConstraintViolationException");
    }

    @Test
    default void anUnreadablePayloadFailsThatJobAlone() {
        JobInfo bad = q().raquel.enqueue(QueueFixture.QUEUE, "{not json");
        JobInfo good = q().raquel.enqueue(QueueFixture.QUEUE, List.of(1, 2));
        List<Object> handled = new ArrayList<>();
        try (Subscription handler = q().raquel
                .<int[]>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, int[].class),
                        running -> handled.add(running.payload()[1]))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        JobInfo failed = q().read(bad);
        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).contains("contract", bad.id().toString(), "cannot be read as int[]");
        assertThat(q().read(good).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(handled).containsExactly(2);
    }

    @Test
    default void aLostClaimRollsBackWhatTheHandlerWroteAndTouchesNothing() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().write("effect");
            q().database.execute("update jobs set claimed_by = 'somebody else'");
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().written("effect")).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(q().read(job).claimedBy()).isEqualTo("somebody else");
        assertThat(q().read(job).attempts()).isZero();
    }

    @Test
    default void aFailureAfterALostClaimTouchesNothing() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().database.execute("update jobs set claimed_by = 'somebody else'");
            throw new IllegalStateException("too late");
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).claimedBy()).isEqualTo("somebody else");
        assertThat(q().read(job).error()).isNull();
    }

    @Test
    default void lockedHandlingHoldsTheRowWhileTheHandlerRuns() {
        JobInfo job = q().enqueued();
        AtomicBoolean locked = new AtomicBoolean();
        try (Subscription handler =
                q().handle(Handling.TRANSACTIONAL_LOCKED, running -> locked.set(isLocked(running.info())))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(locked).isTrue();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void unlockedHandlingLeavesTheRowFree() {
        q().enqueued();
        AtomicBoolean locked = new AtomicBoolean(true);
        try (Subscription handler = q().handle(running -> locked.set(isLocked(running.info())))) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(locked).isFalse();
    }

    private boolean isLocked(JobInfo job) {
        return q().count("select count(*) from (select id from jobs where id = " + q().sql(job.id())
                        + " for update skip locked) free")
                == 0;
    }

    @Test
    default void lockedHandlingDoesNotRunAJobThatWasTaken() {
        JobInfo job = q().enqueued();
        AtomicBoolean ran = new AtomicBoolean();
        List<String> order = new ArrayList<>();
        try (Subscription handler = q().raquel
                .<Object>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, StealsItsJob.class)
                                .withHandling(Handling.TRANSACTIONAL_LOCKED),
                        running -> ran.set(true))) {
            StealsItsJob.steal = () -> {
                q().database.execute("update jobs set claimed_by = 'somebody else'");
                order.add("stolen");
            };
            q().database.execute("update jobs set payload = '{}'");
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(order).containsExactly("stolen");
        assertThat(ran).isFalse();
        assertThat(q().read(job).claimedBy()).isEqualTo("somebody else");
    }

    /** A payload whose reading, which is after the claim and before the transaction, takes the job away. */
    final class StealsItsJob {

        static Runnable steal = () -> {};

        StealsItsJob() {
            steal.run();
        }
    }

    @Test
    default void drainRefusesToRunInsideATransaction() {
        try (Subscription handler = q().handle(job -> {})) {
            q().raquel.inTransaction(entityManager -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> q().raquel.drain(QueueFixture.QUEUE))
                        .withMessageContaining("inside a transaction");
                return null;
            });
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> q().raquel.drain("nobody's"))
                .withMessageContaining("nobody's");
    }

    @Test
    default void aQueueHasOneHandler() {
        try (Subscription first = q().handle(job -> {})) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> q().handle(job -> {}))
                    .withMessageContaining("has a handler already");
        }
        q().handle(job -> {}).close();
    }

    @Test
    default void aJobThatIsEnqueuedByAHandlerIsCommittedWithIt() {
        q().enqueued();
        try (Subscription handler = q().handle(running -> {
            q().raquel.enqueue("next", "x");
            if (running.attempt() == 1) {
                throw new IllegalStateException("first time");
            }
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
            assertThat(q().jobs()).isOne();
            q().clock.advance(Duration.ofSeconds(1));
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().jobs()).isEqualTo(2);
    }

    @Test
    default void aStaleVersionInWhatTheHandlerWritesIsItsFailure() {
        JobInfo job = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxRetries(0));
        AtomicInteger runs = new AtomicInteger();
        try (Subscription handler = q().handle(running -> {
            if (runs.incrementAndGet() > 1) {
                return;
            }
            EntityManager entityManager = q().raquel.entityManager();
            Effect gone = new Effect("gone");
            entityManager.persist(gone);
            entityManager.flush();
            entityManager.createNativeQuery("delete from effects").executeUpdate();
            entityManager.remove(gone);
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(runs).hasValue(1);
        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(q().read(job).errorTrace()).contains("OptimisticLockException");
    }
}
