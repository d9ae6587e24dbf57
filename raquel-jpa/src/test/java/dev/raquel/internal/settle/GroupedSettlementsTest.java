package dev.raquel.internal.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobStatus;
import dev.raquel.internal.attempt.AttemptFixture;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Settled;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread that settles many jobs together, when memory is short. */
class GroupedSettlementsTest {

    private final Logger logger = Logger.getLogger("dev.raquel");
    private final Handler fails = new FailingHandler();
    private final AttemptFixture fixture = new AttemptFixture();
    private final GroupedSettlements grouped = fixture.attempts.grouped();
    private final Thread thread = new Thread(grouped);

    @BeforeEach
    void start() {
        thread.setUncaughtExceptionHandler((dead, error) -> {}); // a test sees what becomes of its jobs
        logger.addHandler(fails);
        grouped.open();
    }

    @AfterEach
    void close() throws InterruptedException {
        logger.removeHandler(fails);
        grouped.stop();
        thread.join();
        fixture.close();
    }

    private Optional<Settled> settled(HeldJob job) throws Exception {
        CompletableFuture<Optional<Settled>> after = new CompletableFuture<>();
        grouped.settle(job, new Outcome.Succeeded(), after::complete);
        return after.get(30, TimeUnit.SECONDS);
    }

    @Test
    void anErrorThatCannotEvenBeLoggedLeavesItsJobsToTheirLeasesAndHoldsNoOther() throws Exception {
        List<HeldJob> jobs = fixture.held(2);
        fixture.beforeTransactions = () -> {
            fixture.beforeTransactions = () -> {};
            throw new OutOfMemoryError("the test's");
        };
        thread.start();

        assertThat(settled(jobs.get(0))).isEmpty();
        assertThat(settled(jobs.get(1))).map(after -> after.after().status()).contains(JobStatus.SUCCESS);
    }

    /** The outage of a database is no reason to restart an application, however long it lasts. */
    @Test
    void anOutageIsNotOneCallThatHangs() throws Exception {
        HeldJob job = fixture.held(1).get(0);
        AtomicInteger left = new AtomicInteger(6);
        AtomicLong first = new AtomicLong();
        List<Boolean> inOneCall = new CopyOnWriteArrayList<>();
        fixture.beforeTransactions = () -> {
            if (left.get() == 6) {
                first.set(System.nanoTime());
            }
            if (left.getAndDecrement() > 0) {
                throw new IllegalStateException("no connection");
            }
            long sinceFirst = System.nanoTime() - first.get();
            inOneCall.add(grouped.pulse().busyFor().toNanos() >= sinceFirst);
        };
        thread.start();

        assertThat(settled(job)).map(after -> after.after().status()).contains(JobStatus.SUCCESS);
        assertThat(inOneCall).containsExactly(false);
        await().until(() -> grouped.pulse().busyFor().isZero());
    }

    private static final class FailingHandler extends Handler {

        @Override
        public void publish(LogRecord line) {
            throw new OutOfMemoryError("the test's");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
