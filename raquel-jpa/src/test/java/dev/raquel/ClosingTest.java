package dev.raquel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue is closed while one of its stops fails. */
class ClosingTest {

    private final H2Database database = H2Database.fresh();
    private final EntityManagerFactory factory = ApplicationUnit.over(database.migrate());

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    /** A handler that goes on is warned about; and that is what fails, in a log that takes nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theRestIsClosedThoughAStopFails(int subscriptions) throws Exception {
        Raquel raquel = Raquel.over(factory).shutdownTimeout(Duration.ZERO).build();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        for (int i = 1; i < subscriptions; i++) {
            raquel.subscribe(SubscribeOptions.of("idle " + i, String.class), job -> {})
                    .start();
        }
        raquel.subscribe(SubscribeOptions.of("q", String.class), job -> {
                    running.countDown();
                    awaitInAnyCase(mayEnd);
                })
                .start();
        raquel.enqueue("q", "x");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        try (FullLog log = new FullLog()) {
            assertThatThrownBy(raquel::close).hasMessage("the log is full").hasNoSuppressedExceptions();
        } finally {
            mayEnd.countDown();
        }

        assertThat(raquel.async().queues())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(RejectedExecutionException.class);
        await().until(() -> raquel.count("q", JobStatus.SUCCESS) == 1);
    }

    private static void awaitInAnyCase(CountDownLatch signal) {
        while (signal.getCount() > 0) {
            try {
                signal.await();
            } catch (InterruptedException hurry) {
                continue;
            }
        }
    }

    /** Takes no warning while it is open. */
    private static final class FullLog extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger("dev.raquel");

        FullLog() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                throw new IllegalStateException("the log is full");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
