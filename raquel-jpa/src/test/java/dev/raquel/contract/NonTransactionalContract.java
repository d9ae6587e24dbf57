package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.raquel.DequeueOptions;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Handlers that run without a transaction, and are settled afterwards. */
interface NonTransactionalContract extends Contract {

    private JobInfo after(JobHandler<String> what) {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(Handling.NON_TRANSACTIONAL, what)) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
        return q().read(job);
    }

    /** Commits an effect in a transaction of the handler's own. */
    private void commit(String effect) {
        q().raquel.inTransaction(entityManager -> {
            entityManager.persist(new Effect(effect));
            return null;
        });
    }

    @Test
    default void theHandlerHasNoTransactionAndNoConnection() {
        JobInfo job = after(running -> {
            assertThatIllegalStateException().isThrownBy(() -> q().raquel.entityManager());
            q().pool().requireNoConnectionInUse();
            assertThat(q().read(running.info()).status()).isEqualTo(JobStatus.CLAIMED);
        });

        assertThat(job.error()).isNull();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.attempts()).isOne();
        assertThat(job.finishedAt()).isEqualTo(q().clock.instant());
    }

    @Test
    default void whatItCommittedStaysWhenItFails() {
        JobInfo job = after(running -> {
            commit("effect");
            throw new IllegalStateException("after that");
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failures()).isOne();
        assertThat(job.error()).contains("after that");
        assertThat(q().written("effect")).isTrue();
    }

    @Test
    default void itMayStateAnyOutcome() {
        assertThat(after(running -> running.fail("no")).status()).isEqualTo(JobStatus.FAILED);
        assertThat(after(running -> running.giveUp("no")).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(after(running -> running.reschedule(Duration.ofDays(1))).status())
                .isEqualTo(JobStatus.QUEUED);
        assertThat(after(Job::cancel).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(after(Job::reject).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    default void whatItEnqueuesIsCommittedAtOnce() {
        after(running -> {
            q().raquel.enqueue("next", "x");
            assertThat(q().count("select count(*) from jobs where queue = 'next'"))
                    .isOne();
            throw new IllegalStateException("after that");
        });

        assertThat(q().count("select count(*) from jobs where queue = 'next'")).isOne();
    }

    @Test
    default void theCallersTransactionIsPutAside() {
        JobInfo job = q().enqueued();

        q().raquel.inTransaction(entityManager -> {
            entityManager.persist(new Effect("callers"));
            assertThat(q().raquel
                            .<String>dequeue(
                                    DequeueOptions.of(QueueFixture.QUEUE, String.class)
                                            .withHandling(Handling.NON_TRANSACTIONAL),
                                    running -> assertThatIllegalStateException()
                                            .isThrownBy(() -> q().raquel.entityManager())))
                    .isTrue();
            assertThat(q().raquel.entityManager()).isSameAs(entityManager);
            return null;
        });

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().written("callers")).isTrue();
    }

    @Test
    default void aJobThatWasTakenIsNotSettledThoughItsEffectsStay() {
        JobInfo job = after(running -> {
            commit("effect");
            q().database.execute("update jobs set claimed_by = 'somebody else'");
        });

        assertThat(job.status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(job.claimedBy()).isEqualTo("somebody else");
        assertThat(job.attempts()).isZero();
        assertThat(q().written("effect")).isTrue();
    }

    @Test
    default void itsLeaseIsRenewedHoweverLongItRuns() {
        Duration lease = Duration.ofMillis(600);
        Raquel node = q().node(Raquel.over(q().factory()).reclaimAfter(lease));
        Raquel rival = q().node(Raquel.over(q().factory()).nodeName("rival").reclaimAfter(lease));
        SubscribeOptions options = outside();
        AtomicInteger runs = new AtomicInteger();
        JobInfo job = node.enqueue(QueueFixture.QUEUE, "x");
        try (Subscription first = node.subscribe(options, running -> {
                            runs.incrementAndGet();
                            await().until(() -> q().read(job)
                                    .claimedAt()
                                    .isAfter(running.info().claimedAt().plusMillis(1_200)));
                        })
                        .start();
                Subscription second = rival.subscribe(options, running -> runs.incrementAndGet())
                        .start()) {
            q().awaitStatus(job, JobStatus.SUCCESS);
        }
        assertThat(runs).hasValue(1);
        assertThat(q().read(job).attempts()).isOne();
    }

    @Test
    default void aHandlerThatHangsIsTakenOverAfterItsMaxRunTime() {
        Raquel node = q().node(Raquel.over(q().factory()).reclaimAfter(Duration.ofMillis(400)));
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch settledByTheSecond = new CountDownLatch(1);
        CountDownLatch firstEnded = new CountDownLatch(1);
        JobInfo job = node.enqueue(QueueFixture.QUEUE, "x");
        try (Subscription handler = node.<String>subscribe(
                        outside().withMaxRunTime(Duration.ofMillis(100)), running -> {
                            if (runs.incrementAndGet() == 1) {
                                await().until(running::stopRequested);
                                q().pass(settledByTheSecond);
                                firstEnded.countDown();
                                running.fail("nobody must read this");
                            }
                        })
                .start()) {
            q().awaitStatus(job, JobStatus.SUCCESS);
            settledByTheSecond.countDown();
            q().pass(firstEnded);
        }

        JobInfo settled = q().read(job);
        assertThat(settled.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(settled.attempts()).isEqualTo(2);
        assertThat(settled.failures()).isOne();
        assertThat(settled.error()).contains("did not end it in time");
    }

    @Test
    default void itIsToldOfTheShutdownAndSettledBeforeItsEnd() {
        CountDownLatch started = new CountDownLatch(1);
        JobInfo job = q().enqueued();
        Subscription handler = q().handle(Handling.NON_TRANSACTIONAL, running -> {
                    started.countDown();
                    await().until(running::stopRequested);
                    running.reschedule();
                })
                .start();
        q().pass(started);

        handler.stop();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(q().read(job).attempts()).isOne();
    }

    private static SubscribeOptions outside() {
        return SubscribeOptions.of(QueueFixture.QUEUE, String.class).withHandling(Handling.NON_TRANSACTIONAL);
    }
}
