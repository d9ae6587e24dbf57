package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Running what is due on the calling thread, and which handler runs it. */
interface DrainContract extends Contract {

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
    default void aDrainDoesNotClaimWhatIsTakenFromItAgainAndAgain() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> q().database
                .execute("update jobs set status = 'queued', claimed_by = null where id = " + q().sql(running.id())))) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.QUEUED);
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
    default void aThreadInterruptedInADrainStillIsAfterwards() {
        q().enqueued();
        q().enqueued();
        try (Subscription handler = q().handle(job -> Thread.currentThread().interrupt())) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isEqualTo(2);
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
