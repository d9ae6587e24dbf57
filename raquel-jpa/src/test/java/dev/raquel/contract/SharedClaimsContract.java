package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who gets a job of a shared table whose claim is old, and what becomes of those who had it. */
interface SharedClaimsContract extends SharedTable {

    private void takeOverLostClaims() {
        CountDownLatch handled = new CountDownLatch(1);
        Raquel node = q().node(q().builder().nodeName("second"));
        try (Subscription handler = node.<String>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, String.class), job -> handled.countDown())
                .start()) {
            q().pass(handled);
        }
    }

    @Test
    default void aClaimOfADeadWorkerIsTakenOver() {
        UUID id = python().enqueue(QueueFixture.QUEUE, "x", null);
        claimedByPython();
        q().clock.advance(Duration.ofSeconds(61));

        takeOverLostClaims();

        assertThat(read(id).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(read(id).attempts()).isEqualTo(2);
        assertThat(read(id).failures()).isOne();
        assertThat(read(id).error())
                .isEqualTo("The claim was lost: a node that left no name vanished while it held this job,"
                        + " or did not end it in time; the job may have run");
    }

    @Test
    default void aClaimOfADeadWorkerThatGaveItsNameIsTakenOver() {
        UUID id = python().enqueue(QueueFixture.QUEUE, "x", null);
        python().claim(QueueFixture.QUEUE, "etl-1");
        q().clock.advance(Duration.ofSeconds(61));

        takeOverLostClaims();

        assertThat(read(id).error()).startsWith("The claim was lost: node etl-1 vanished");
    }

    @Test
    default void whatItRunsIsNotTakenOverHoweverLongItTakes() {
        UUID slow = python().enqueue(QueueFixture.QUEUE, "slow", null);
        PythonWorker.Attempt attempt = runByPython();
        python().enqueue(QueueFixture.QUEUE, "dead", null);
        claimedByPython();
        q().clock.advance(Duration.ofHours(1));

        takeOverLostClaims();

        assertThat(read(slow).status()).isEqualTo(JobStatus.CLAIMED);
        attempt.success();
        assertThat(read(slow).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(read(slow).attempts()).isOne();
    }

    @Test
    default void itTakesOverWhatWeDoNotRenewAndOurSettleChangesNothing() {
        JobInfo job = q().enqueued();
        drainedBy(running -> {
            q().write("effect");
            q().clock.advance(Duration.ofMillis(59_999));
            assertThat(pythonFindsNothing()).isTrue();
            q().clock.advance(Duration.ofMillis(1));
            claimedByPython();
        });

        assertThat(q().written("effect")).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(q().read(job).claimedBy()).isNull();
        assertThat(q().read(job).claimedAt()).isEqualTo(q().clock.instant());
        assertThat(q().read(job).attempts()).isZero();
    }

    @Test
    default void whatItSettledWhileWeRanIsNotOverwritten() {
        List<JobHandler<String>> endings = List.of(
                running -> {},
                Job::reschedule,
                Job::reject,
                Job::cancel,
                running -> running.giveUp("too late"),
                running -> running.fail("too late"));
        for (JobHandler<String> ending : endings) {
            JobInfo job = q().enqueued();
            drainedBy(running -> {
                q().write("effect");
                q().clock.advance(Duration.ofMinutes(1));
                runByPython().success();
                ending.handle(running);
            });

            assertThat(q().written("effect")).isFalse();
            assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(q().read(job).attempts()).isOne();
            assertThat(q().read(job).error()).isNull();
        }
    }

    @Test
    default void itCannotTakeARowThatWeHoldLocked() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(Handling.TRANSACTIONAL_LOCKED, running -> {
            q().clock.advance(Duration.ofHours(1));
            assertThat(pythonFindsNothing()).isTrue();
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    /** Why an age for ever must be null there, and not the greatest number. */
    @Test
    default void itCannotAddUpAnAbsurdAge() {
        q().raquel
                .enqueue(
                        JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofMillis(Long.MAX_VALUE)));

        assertThatThrownBy(this::pythonFindsNothing).hasMessageContaining("bigint out of range");
        assertThatThrownBy(python()::expire).hasMessageContaining("bigint out of range");
        assertThat(drainedBy(running -> {})).isOne();
    }
}
