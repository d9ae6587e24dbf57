package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The dispatcher at work. It polls once an hour in these tests, so that what happens sooner was woken. */
interface DispatcherContract extends Contract {

    @Test
    default void jobsThatWaitAtTheStartAreHandled() {
        JobInfo job = q().enqueued();

        try (Subscription handler = q().handle(running -> q().write("effect")).start()) {
            q().awaitStatus(job, JobStatus.SUCCESS);
        }
        assertThat(q().written("effect")).isTrue();
    }

    @Test
    default void aCommitWakesTheDispatcher() {
        CountDownLatch first = new CountDownLatch(1);
        try (Subscription handler = q().handle(running -> first.countDown()).start()) {
            q().enqueued();
            q().pass(first);
            JobInfo second = q().enqueued();
            q().awaitStatus(second, JobStatus.SUCCESS);
        }
    }

    @Test
    default void nothingIsHandledBeforeTheCommit() {
        AtomicBoolean committed = new AtomicBoolean();
        AtomicBoolean handledAfterCommit = new AtomicBoolean();
        CountDownLatch handled = new CountDownLatch(1);
        try (Subscription handler = q().handle(running -> {
                    handledAfterCommit.set(committed.get());
                    handled.countDown();
                })
                .start()) {
            q().raquel.inTransaction(entityManager -> {
                q().enqueued();
                entityManager.flush();
                committed.set(true);
                return null;
            });
            q().pass(handled);
        }
        assertThat(handledAfterCommit).isTrue();
    }

    @Test
    default void aRetryIsRunWhenItIsDue() {
        Raquel node = q().node(Raquel.over(q().factory()).pollInterval(Duration.ofHours(1)));
        AtomicInteger attempts = new AtomicInteger();
        try (Subscription handler = node.subscribe(SubscribeOptions.of("retries", String.class), running -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("first time");
                    }
                })
                .start()) {
            JobInfo job = node.enqueue("retries", "x");
            q().awaitStatus(job, JobStatus.SUCCESS);
            assertThat(q().read(job).attempts()).isEqualTo(2);
        }
    }

    @Test
    default void aDelayedJobIsRunWhenItIsDue() {
        Raquel node = q().node(Raquel.over(q().factory()).pollInterval(Duration.ofHours(1)));
        try (Subscription handler = node.subscribe(SubscribeOptions.of("later", String.class), running -> {})
                .start()) {
            JobInfo job = node.enqueue(JobRequest.of("x").withQueue("later").withDelay(Duration.ofMillis(300)));
            q().awaitStatus(job, JobStatus.SUCCESS);
            assertThat(q().read(job).finishedAt()).isAfterOrEqualTo(job.scheduledAt());
        }
    }

    @Test
    default void noMoreThanItsConcurrencyRunAtATimeAndThatManyDo() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch done = new CountDownLatch(9);
        for (int i = 0; i < 9; i++) {
            q().enqueued();
        }
        try (Subscription handler = q().raquel
                .<String>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, String.class).withConcurrency(3), job -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            three.countDown();
                            q().pass(three);
                            running.decrementAndGet();
                            done.countDown();
                        })
                .start()) {
            q().pass(done);
        }
        assertThat(most).hasValue(3);
    }

    @Test
    default void aBatchAfterAFullBatchIsClaimedAtOnce() {
        CountDownLatch handled = new CountDownLatch(100);
        q().raquel.inTransaction(entityManager -> {
            for (int i = 0; i < 100; i++) {
                q().enqueued();
            }
            return null;
        });
        try (Subscription handler = q().handle(job -> handled.countDown()).start()) {
            q().pass(handled);
        }
        assertThat(q().count("select count(*) from jobs where status = 'success'"))
                .isEqualTo(100);
    }

    /** The node measures how far its clock is from the database's, and sets it right now and then. */
    @Test
    default void aClockThatIsSetBackBetweenEnqueueAndClaimDelaysNoJobUntilTheNextPoll() {
        CountDownLatch tooEarly = new CountDownLatch(2); // for the claim, and for the pause after it
        InstantSource setBack = () -> {
            boolean claims = Thread.currentThread().getName().equals("raquel-claims");
            boolean early = claims && tooEarly.getCount() > 0 && q().jobs() > 0;
            if (early) {
                tooEarly.countDown();
            }
            return early ? q().clock.instant().minusMillis(100) : q().clock.instant();
        };
        Raquel node = q().node(q().builder().clock(setBack));
        CountDownLatch handled = new CountDownLatch(1);
        try (Subscription handler = node.<String>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> handled.countDown())
                .start()) {
            await().until(() -> handler.state().sinceLastClaim() != null);
            node.enqueue(QueueFixture.QUEUE, "x");
            q().pass(tooEarly);
            q().pass(handled);
        }
    }

    @Test
    default void aRejectedJobIsLeftToAnotherNode() {
        Raquel other = q().node(q().builder().nodeName("other"));
        JobInfo job = q().enqueued();
        try (Subscription rejecting = q().handle(Job::reject).start()) {
            await().until(() -> q().read(job).attempts() == 1);
            try (Subscription taking = other.subscribe(
                            SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {})
                    .start()) {
                q().awaitStatus(job, JobStatus.SUCCESS);
            }
        }
        assertThat(q().read(job).attempts()).isEqualTo(2);
    }

    @Test
    default void aLongHandlerKeepsItsLease() {
        Raquel node = q().node(Raquel.over(q().factory()).reclaimAfter(Duration.ofMillis(600)));
        Raquel rival = q().node(Raquel.over(q().factory()).nodeName("rival").reclaimAfter(Duration.ofMillis(600)));
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SubscribeOptions options = SubscribeOptions.of(QueueFixture.QUEUE, String.class);
        JobInfo job = node.enqueue(QueueFixture.QUEUE, "x");
        try (Subscription first = node.subscribe(options, running -> {
                            attempts.incrementAndGet();
                            started.countDown();
                            q().pass(end);
                        })
                        .start();
                Subscription second = rival.subscribe(options, running -> attempts.incrementAndGet())) {
            q().pass(started);
            second.start();
            JobInfo claimed = q().read(job);
            await().until(() ->
                    q().read(job).claimedAt().isAfter(claimed.claimedAt().plusMillis(1_200)));
            end.countDown();
            q().awaitStatus(job, JobStatus.SUCCESS);
        }
        assertThat(attempts).hasValue(1);
        assertThat(q().read(job).attempts()).isOne();
    }

    @Test
    default void aHandlerIsToldWhenItsJobWasTaken() {
        Raquel node = q().node(Raquel.over(q().factory()).reclaimAfter(Duration.ofMillis(600)));
        CountDownLatch told = new CountDownLatch(1);
        JobInfo job = node.enqueue(QueueFixture.QUEUE, "x");
        try (Subscription handler = node.subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {
                    q().database.execute("update jobs set claimed_by = 'somebody else', claimed_at = 9000000000000");
                    await().until(running::stopRequested);
                    told.countDown();
                })
                .start()) {
            q().pass(told);
        }
        assertThat(q().read(job).claimedBy()).isEqualTo("somebody else");
    }

    @Test
    default void theJobsOfADeadNodeAreRunAgain() {
        q().database
                .execute("insert into jobs (queue, status, claimed_by, claimed_at) values"
                        + " ('contract', 'claimed', 'dead-1', 1000)");
        CountDownLatch handled = new CountDownLatch(1);
        try (Subscription handler = q().handle(job -> handled.countDown()).start()) {
            q().pass(handled);
        }
        await().until(() -> q().row("select status from jobs").get("status").equals("success"));
        assertThat(q().row("select attempts, failures from jobs"))
                .containsEntry("attempts", 2)
                .containsEntry("failures", 1);
    }
}
