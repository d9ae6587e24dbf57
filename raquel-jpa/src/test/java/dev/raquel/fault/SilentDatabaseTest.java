package dev.raquel.fault;

import static dev.raquel.fault.SmallFixture.QUEUE;
import static dev.raquel.fault.SmallFixture.writeEffect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.fault.node.NodeSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database does not answer, or there is no connection to ask it by. */
class SilentDatabaseTest {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private final SmallFixture small = new SmallFixture();

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    /** However many jobs it would have to give back: those are left to their leases. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStopTakesNoLongerThanItMay() throws Exception {
        Raquel raquel = small.closing(small.node(10)
                .pollInterval(Duration.ofMillis(100))
                .shutdownTimeout(Duration.ofSeconds(1))
                .build());
        CountDownLatch begun = new CountDownLatch(1);
        Subscription handler = raquel.subscribe(
                        SubscribeOptions.of(QUEUE, String.class)
                                .withConcurrency(1)
                                .withPerTransaction(50),
                        (Job<String> job) -> {
                            begun.countDown();
                            new CountDownLatch(1).await();
                        })
                .start();
        small.insertJobs(50);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> small.jobs("status = 'claimed'") == 50);

        small.proxy.swallow();
        long before = System.nanoTime();
        handler.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(small.jobs("attempts > 0")).isZero();
    }

    /** With the driver's timeout, without which it would wait for ever. */
    @Test
    void whatIsSwallowedHoldsANodeUpForAWhileAndNotForEver() throws Exception {
        Raquel raquel = small.closing(small.node(10)
                .pollInterval(Duration.ofMillis(100))
                .reclaimAfter(LEASE)
                .build());
        raquel.subscribe(
                        SubscribeOptions.of(QUEUE, String.class),
                        (Job<String> job) -> writeEffect(raquel.entityManager(), job.id()))
                .start();
        small.insertJobs(1);
        await().until(() -> small.jobs("status = 'success'") == 1);

        small.proxy.swallow();
        small.insertJobs(20);
        new CountDownLatch(1).await(NodeSettings.SOCKET_TIMEOUT.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        small.proxy.restore();

        await().atMost(Duration.ofSeconds(30)).until(() -> small.jobs("status = 'success'") == 21);
        assertThat(small.effects()).isEqualTo(21);
    }

    /** Its only connection is the handler's: the job is taken over, and only the other attempt counts. */
    @Test
    void aNodeThatCannotRenewItsLeasesChangesNothingAnyMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Raquel starved = small.closing(starved().build());
        Subscription slow = starved.subscribe(
                        SubscribeOptions.of(QUEUE, String.class).withConcurrency(1), (Job<String> job) -> {
                            writeEffect(starved.entityManager(), job.id());
                            begun.countDown();
                            mayEnd.await();
                        })
                .start();
        JobInfo job = starved.enqueue(QUEUE, "x");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        await().until(() -> !slow.state().leasesReliable());

        Raquel healthy = small.closing(small.node(10)
                .pollInterval(Duration.ofMillis(100))
                .reclaimAfter(LEASE)
                .build());
        healthy.<String>subscribeToBatches(
                        SubscribeOptions.of(QUEUE, String.class),
                        (List<Job<String>> jobs) -> jobs.forEach(one -> writeEffect(healthy.entityManager(), one.id())))
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> small.is(job, "status = 'success'"));
        mayEnd.countDown();
        slow.stop();

        assertThat(small.effects()).isOne();
        assertThat(small.is(job, "status = 'success' and attempts = 2 and failures = 1"))
                .isTrue();
    }

    private Raquel.Builder starved() {
        return small.node(1).pollInterval(Duration.ofMillis(100)).reclaimAfter(LEASE);
    }
}
