package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.DispatcherState.Phase;
import dev.raquel.ForwardingTransactions;
import dev.raquel.Handling;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop gives back more than one transaction does, or that takes its time. */
class GiveBacksAtStopTest {

    private static final int JOBS = 700;

    private final H2Database database = H2Database.fresh();
    private final Queue<Runnable> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger transactionsOfGiveBacks = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private final CountDownLatch claimed = new CountDownLatch(1);
    private final CountDownLatch givingBack = new CountDownLatch(1);
    private final CountDownLatch mayGiveBack = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private EntityManagerFactory factory;
    private Node node;
    private Dispatcher dispatcher;

    @BeforeEach
    void createDatabase() {
        database.migrate();
        factory = ApplicationUnit.over(database);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private void claim(int jobs, DispatcherSettings settings) {
        LocalTransactions real = new LocalTransactions(factory);
        node = LocalNodes.node(factory, new SlowGiveBacks(real), real, settings, null);
        node.service()
                .enqueueAll(
                        Stream.generate(() -> JobRequest.of("x").withQueue("q")).limit(jobs));
        dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.TRANSACTIONAL,
                        jobs,
                        job -> handled.incrementAndGet(),
                        "the test's handler")),
                handedOver::add,
                Thread::new);
        dispatcher.start();
        pass(claimed);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void stopBeside() {
        new Thread(() -> {
                    dispatcher.stop();
                    stopped.countDown();
                })
                .start();
    }

    private long count(JobStatus status) {
        return node.service().count("q", status);
    }

    @Test
    void manyJobsShareATransaction() {
        claim(JOBS, DispatcherSettings.defaults());
        mayGiveBack.countDown();

        dispatcher.stop();

        assertThat(count(JobStatus.QUEUED)).isEqualTo(JOBS);
        assertThat(transactionsOfGiveBacks.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void whatFailsIsTriedAgain() {
        claim(JOBS, DispatcherSettings.defaults());
        failing.set(5);
        mayGiveBack.countDown();

        dispatcher.stop();

        assertThat(failing).hasNonPositiveValue();
        assertThat(count(JobStatus.QUEUED)).isEqualTo(JOBS);
    }

    /** Threads that come free meanwhile find nothing to run, and the stop is not over for that. */
    @Test
    void theStopWaitsForThemAsLongAsItMay() throws InterruptedException {
        claim(2, DispatcherSettings.defaults());
        stopBeside();
        pass(givingBack);
        handedOver.forEach(Runnable::run);

        assertThat(stopped.await(3, TimeUnit.SECONDS)).isFalse();
        mayGiveBack.countDown();

        pass(stopped);
        assertThat(count(JobStatus.QUEUED)).isEqualTo(2);
        assertThat(handled).hasValue(0);
    }

    @Test
    void whatIsNotGivenBackInTimeIsSaid() {
        claim(2, DispatcherSettings.defaults().withShutdownTimeout(Duration.ofSeconds(1)));
        try (CapturedLog log = new CapturedLog()) {
            stopBeside();
            pass(givingBack);
            handedOver.forEach(Runnable::run);
            pass(stopped);

            assertThat(log.warnings())
                    .anyMatch(line -> line.contains("2 jobs that had not begun could not be given back"));
        }
        assertThat(count(JobStatus.CLAIMED)).isEqualTo(2);
    }

    /**
     * Those of give-backs begin when they may, and fail as often as told. A claim is answered once the stop has begun.
     */
    private final class SlowGiveBacks extends ForwardingTransactions {

        SlowGiveBacks(LocalTransactions real) {
            super(real);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            if (Thread.currentThread().getName().equals("raquel-give-backs")) {
                beforeGivingBack();
            }
            T result = real.inNew(work);
            if (result instanceof Claimed some && some.taken() > 0) {
                claimed.countDown();
                await().until(() -> dispatcher.state().phase() == Phase.STOPPED);
            }
            return result;
        }

        private void beforeGivingBack() {
            transactionsOfGiveBacks.incrementAndGet();
            givingBack.countDown();
            pass(mayGiveBack);
            if (failing.getAndDecrement() > 0) {
                throw new IllegalStateException("no connection");
            }
        }
    }
}
