package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One attempt: what commits together, and what is rolled back. */
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
