package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How a dispatcher comes to an end. */
interface StoppingContract extends Contract {

    @Test
    default void whatIsClosedTakesNoHandlers() {
        Raquel closed = q().node(q().builder());
        closed.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> closed.subscribe(SubscribeOptions.of("other", String.class), job -> {}))
                .withMessageContaining("closed");
    }

    @Test
    default void stoppingWaitsForRunningHandlersAndTellsThem() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        JobInfo job = q().enqueued();
        Subscription handler = q().handle(running -> {
                    started.countDown();
                    await().until(running::stopRequested);
                    q().write("effect");
                })
                .start();
        q().pass(started);

        handler.stop();

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().written("effect")).isTrue();
        assertThatIllegalStateException().isThrownBy(handler::start);
    }

    @Test
    default void closingWaitsForAllQueuesAtOnce() {
        int queues = 10;
        Raquel node = q().node(q().builder().shutdownTimeout(Duration.ofSeconds(1)));
        CountDownLatch started = new CountDownLatch(queues);
        for (int i = 0; i < queues; i++) {
            node.enqueue("queue " + i, "x");
            node.subscribe(SubscribeOptions.of("queue " + i, String.class), running -> {
                        started.countDown();
                        new CountDownLatch(1).await();
                    })
                    .start();
        }
        q().pass(started);

        long before = System.nanoTime();
        node.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(queues - 2));
        assertThat(q().count("select count(*) from jobs where status = 'queued' and attempts = 0"))
                .isEqualTo(queues);
    }

    /** With its last retry taken, a restart of the application would exhaust it otherwise. */
    @Test
    default void stoppingInterruptsHandlersThatTakeTooLongAndGivesTheirJobsBackUncounted() {
        for (Handling handling : Handling.values()) {
            Raquel node = q().node(q().builder().shutdownTimeout(Duration.ZERO));
            CountDownLatch started = new CountDownLatch(1);
            JobInfo job = node.enqueue(JobRequest.of("x")
                    .withQueue(QueueFixture.QUEUE)
                    .withRetryPolicy(RetryPolicy.DEFAULT.withMaxRetries(0)));
            Subscription handler = node.subscribe(
                            SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                                    .withHandling(handling),
                            running -> {
                                started.countDown();
                                new CountDownLatch(1).await();
                            })
                    .start();
            q().pass(started);

            handler.stop();

            assertThat(q().read(job).status()).as(handling.name()).isEqualTo(JobStatus.QUEUED);
            assertThat(q().read(job).attempts()).isZero();
            q().raquel.cancel(job.id());
        }
    }

    @Test
    default void aStopOnAnInterruptedThreadInterruptsHandlersAtOnce() {
        CountDownLatch started = new CountDownLatch(1);
        JobInfo job = q().enqueued();
        Subscription handler = q().handle(running -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                })
                .start();
        q().pass(started);

        Thread.currentThread().interrupt();
        handler.stop();

        assertThat(Thread.interrupted()).as("it is passed on").isTrue();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(q().read(job).attempts()).isZero();
    }

    @Test
    default void anInterruptThatComesBetweenHandlersHarmsNoOther() {
        Raquel node = q().node(q().builder().shutdownTimeout(Duration.ZERO));
        AtomicBoolean interruptedWhileSettling = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        JobInfo job = q().enqueued();
        Subscription handler = node.subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {
                    node.entityManager()
                            .unwrap(org.hibernate.Session.class)
                            .addEventListeners(new org.hibernate.BaseSessionEventListener() {
                                @Override
                                public void transactionCompletion(boolean successful) {
                                    interruptedWhileSettling.set(
                                            Thread.currentThread().isInterrupted());
                                }
                            });
                    started.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                })
                .start();
        q().pass(started);

        handler.stop();

        assertThat(interruptedWhileSettling).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void startingAndStoppingUnderLoadLosesAndCountsNothingTwice() {
        int jobs = 200;
        Set<UUID> handled = ConcurrentHashMap.newKeySet();
        q().raquel.inTransaction(entityManager -> {
            for (int i = 0; i < jobs; i++) {
                q().enqueued();
            }
            return null;
        });
        for (int i = 0; handled.size() < jobs; i++) {
            int before = handled.size();
            try (Subscription handler = q().handle(job -> {
                        q().write(job.id().toString());
                        handled.add(job.id());
                    })
                    .start()) {
                await().until(() -> handled.size() > before);
            }
        }
        assertThat(q().count("select count(*) from effects")).isEqualTo(jobs);
        assertThat(q().count("select count(*) from jobs where status = 'success' and attempts = 1"))
                .isEqualTo(jobs);
    }

    @Test
    default void forEverIsATimeToo() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        Raquel node = q().node(q().builder()
                .pollInterval(forEver)
                .reclaimAfter(forEver)
                .shutdownTimeout(forEver));
        CountDownLatch handled = new CountDownLatch(1);
        node.subscribe(SubscribeOptions.of("a", String.class), job -> handled.countDown())
                .start();
        node.enqueue("a", "x");
        q().pass(handled);

        node.close();

        assertThat(node.count("a", JobStatus.SUCCESS)).isOne();
    }
}
