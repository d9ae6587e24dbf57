package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What an attempt does to a job that was taken from it, and how it can hold on to one. */
interface GuardContract extends Contract {

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
}
