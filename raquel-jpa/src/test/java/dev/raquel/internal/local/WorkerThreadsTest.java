package dev.raquel.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pools that come to an end. */
class WorkerThreadsTest {

    private final ThreadPoolExecutor pool = WorkerThreads.pool(3, "test");
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private boolean work() throws InterruptedException {
        return mayEnd.await(30, TimeUnit.SECONDS);
    }

    @Test
    void threadsThatGoOnAreWarnedAbout() {
        pool.submit(this::work);
        pool.submit(this::work);
        try (CapturedLog log = new CapturedLog()) {
            WorkerThreads.end(pool, Duration.ZERO);

            assertThat(log.warnings()).singleElement().asString().startsWith("2 threads still run after the stop");
        } finally {
            mayEnd.countDown();
        }
    }

    @Test
    void threadsThatEndInTimeAreNot() {
        mayEnd.countDown();
        pool.submit(this::work);
        try (CapturedLog log = new CapturedLog()) {
            WorkerThreads.end(pool, Duration.ofSeconds(30));

            assertThat(log.warnings()).isEmpty();
        }
        assertThat(pool.isTerminated()).isTrue();
    }
}
