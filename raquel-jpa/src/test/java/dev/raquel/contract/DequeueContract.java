package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.raquel.ClaimOptions;
import dev.raquel.DequeueOptions;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One job at a time, claimed, run and settled on the calling thread. */
interface DequeueContract extends Contract {

    private boolean dequeue(JobHandler<String> handler) {
        return q().raquel.dequeue(DequeueOptions.of(QueueFixture.QUEUE, String.class), handler);
    }

    @Test
    default void dequeueRunsOneJob() {
        JobInfo first = q().enqueued();
        q().clock.advance(Duration.ofMillis(1));
        JobInfo second = q().enqueued();

        assertThat(dequeue(job -> q().write(job.payload()))).isTrue();

        assertThat(q().written("payload")).isTrue();
        assertThat(q().read(first).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(second)).isEqualTo(second);
    }

    @Test
    default void dequeueSaysWhenThereIsNoJob() {
        List<Job<String>> handled = new ArrayList<>();

        assertThat(dequeue(handled::add)).isFalse();

        assertThat(handled).isEmpty();
    }

    @Test
    default void anExceptionFailsTheJobAndIsNotThrown() {
        JobInfo job = q().enqueued();

        assertThat(dequeue(running -> {
                    q().write("effect");
                    throw new IllegalStateException("no paper");
                }))
                .isTrue();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(job).error()).contains("no paper");
        assertThat(q().written("effect")).isFalse();
    }

    @Test
    default void dequeueReadsThePayloadAsTheTypeThatIsAsked() {
        q().raquel.enqueue(QueueFixture.QUEUE, Map.of("pages", 3));
        List<Object> pages = new ArrayList<>();

        q().raquel
                .<Map<String, Integer>>dequeue(
                        DequeueOptions.of(QueueFixture.QUEUE, Map.class),
                        job -> pages.add(job.payload().get("pages")));

        assertThat(pages).containsExactly(3);
    }

    @Test
    default void theRowIsLockedWhileTheHandlerRuns() {
        JobInfo job = q().enqueued();
        Raquel other = q().node(q().builder().nodeName("other"));

        dequeue(running -> {
            q().clock.advance(Duration.ofHours(1));
            assertThat(other.claim(ClaimOptions.of(QueueFixture.QUEUE))).isEmpty();
        });

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().read(job).attempts()).isOne();
    }

    @Test
    default void withoutTheLockAJobThatWasTakenOverIsNotSettled() {
        JobInfo job = q().enqueued();
        Raquel other = q().node(q().builder().nodeName("other"));
        DequeueOptions unlocked =
                DequeueOptions.of(QueueFixture.QUEUE, String.class).withHandling(Handling.TRANSACTIONAL);

        q().raquel.<String>dequeue(unlocked, running -> {
            q().write("stale");
            q().clock.advance(Duration.ofHours(1));
            assertThat(other.claim(ClaimOptions.of(QueueFixture.QUEUE))).isPresent();
        });

        assertThat(q().written("stale")).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(q().read(job).claimedBy()).startsWith("other-");
    }

    @Test
    default void whatIsRejectedHereIsLeftToOthers() {
        JobInfo job = q().enqueued();
        Raquel other = q().node(q().builder().nodeName("other"));

        assertThat(dequeue(Job::reject)).isTrue();
        assertThat(dequeue(running -> {})).isFalse();
        assertThat(other.<String>dequeue(DequeueOptions.of(QueueFixture.QUEUE, String.class), running -> {}))
                .isTrue();

        assertThat(q().read(job).attempts()).isEqualTo(2);
    }

    @Test
    default void dequeueMayRunInsideAnotherTransaction() {
        JobInfo job = q().enqueued();

        q().raquel.inTransaction(entityManager -> {
            assertThat(dequeue(running -> q().write("inner"))).isTrue();
            entityManager.getTransaction().setRollbackOnly();
            assertThat(q().written("inner")).isTrue();
            entityManager.getTransaction().rollback();
            entityManager.getTransaction().begin();
            return null;
        });

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void aThreadInterruptedMeanwhileStillIsAfterwards() {
        JobInfo interruptsItself = q().enqueued();
        assertThat(dequeue(running -> Thread.currentThread().interrupt())).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(q().read(interruptsItself).status()).isEqualTo(JobStatus.SUCCESS);

        JobInfo wasWaiting = q().enqueued();
        assertThat(dequeue(running -> {
                    throw new InterruptedException();
                }))
                .isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(q().read(wasWaiting).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    default void withoutAHandlerNothingIsClaimed() {
        JobInfo job = q().enqueued();

        assertThatNullPointerException().isThrownBy(() -> dequeue(null)).withMessage("handler");

        assertThat(q().read(job).status()).isEqualTo(JobStatus.QUEUED);
    }
}
