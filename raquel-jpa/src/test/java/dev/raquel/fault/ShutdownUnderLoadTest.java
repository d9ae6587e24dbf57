package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node is stopped at random moments while it has more to do than it can. */
class ShutdownUnderLoadTest {

    private static final int TIMES = 50;
    private static final int BACKLOG = 150;
    private static final Duration LONGEST_HANDLER = Duration.ofMillis(20);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final SmallFixture small = new SmallFixture();
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final AtomicInteger interrupted = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    @Test
    void whatRunsIsFinishedAndWhatDoesNotRunIsGivenBackUncounted() throws Exception {
        Random random = new Random(Long.getLong("raquel.faults.seed", 1));
        Raquel.Builder builder =
                small.node(40).pollInterval(Duration.ofMillis(100)).shutdownTimeout(Duration.ofSeconds(20));
        for (int i = 0; i < TIMES; i++) {
            Raquel raquel = builder.build();
            refill(raquel);
            subscribeAll(raquel, random);
            new CountDownLatch(1).await(random.nextInt(120), TimeUnit.MILLISECONDS);

            long before = System.nanoTime();
            raquel.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_STOP);
            assertThat(small.jobs("status = 'claimed' or claimed_by is not null and status = 'queued'"))
                    .as("claims left behind by stop number " + i)
                    .isZero();
            assertThat(ended.sum()).as("handlers that ended").isEqualTo(begun.sum());
            assertThat(small.jobs("attempts = 1 and status = 'success'")).isEqualTo(ended.sum());
            assertThat(small.jobs("attempts > 1 or attempts = 1 and status <> 'success'"))
                    .isZero();
            assertNoThreadIsLeft();
        }
        assertThat(interrupted).hasValue(0);
        assertThat(begun.sum()).isPositive();
    }

    private void refill(Raquel raquel) {
        for (String queue : List.of("plain", "locked", "loose", "shared", "list")) {
            long missing = BACKLOG - raquel.count(queue, dev.raquel.JobStatus.QUEUED);
            raquel.enqueueAll(
                    Stream.generate(() -> JobRequest.of("x").withQueue(queue)).limit(missing));
        }
    }

    private void subscribeAll(Raquel raquel, Random random) {
        subscribe(raquel, random, "plain", Handling.TRANSACTIONAL, 1);
        subscribe(raquel, random, "locked", Handling.TRANSACTIONAL_LOCKED, 1);
        subscribe(raquel, random, "loose", Handling.NON_TRANSACTIONAL, 1);
        subscribe(raquel, random, "shared", Handling.TRANSACTIONAL, 10);
        long seed = random.nextLong();
        raquel.<String>subscribeToBatches(
                        SubscribeOptions.of("list", String.class).withPerTransaction(10),
                        (List<Job<String>> jobs) -> handle(jobs.size(), new Random(seed)))
                .start();
    }

    private void subscribe(Raquel raquel, Random random, String queue, Handling handling, int together) {
        long seed = random.nextLong();
        raquel.subscribe(
                        SubscribeOptions.of(queue, String.class)
                                .withHandling(handling)
                                .withPerTransaction(together),
                        (Job<String> job) ->
                                handle(1, new Random(seed + job.id().hashCode())))
                .start();
    }

    private void handle(int jobs, Random random) {
        begun.add(jobs);
        try {
            new CountDownLatch(1).await(random.nextInt((int) LONGEST_HANDLER.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
        }
        ended.add(jobs);
    }

    private static void assertNoThreadIsLeft() {
        await("no thread of ours stays behind")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("raquel-")));
    }
}
