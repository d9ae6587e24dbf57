package dev.raquel.internal.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a node listens, and how it stops where no connection is to be had. */
class ListeningTest {

    static final Ears DEAF = new Ears() {
        @Override
        public void due(String queue, long millis) {
            throw new AssertionError("nobody can tell");
        }

        @Override
        public void anything() {
            throw new AssertionError("nobody can tell");
        }
    };

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void stopsWhileTheDatabaseIsAwayAndSaysSoOnce() {
        try (CapturedLog log = new CapturedLog()) {
            Runnable end = begin(of(() -> {
                throw new SQLException("away");
            }));
            await().until(() -> asked.get() > 2);
            assertEndsWithin(Duration.ofSeconds(2), end);

            assertThat(log.warnings()).singleElement().asString().contains("Listening", "away");
        }
    }

    @Test
    void asksLessAndLessOftenWhileTheDatabaseIsAway() {
        long began = System.nanoTime();
        Runnable end = begin(of(() -> {
            throw new SQLException("away");
        }));
        await().until(() -> asked.get() > 2);
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        end.run();

        assertThat(taken).isGreaterThan(Duration.ofMillis(700));
    }

    @Test
    void stopsWhileThePoolHasNoConnection() {
        CountDownLatch never = new CountDownLatch(1);
        Runnable end = begin(of(() -> {
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new SQLException("interrupted");
        }));
        await().until(() -> asked.get() == 1);
        assertEndsWithin(Duration.ofSeconds(5), end);
    }

    @Test
    void givesUpWithOneWarningWhereTheConnectionCannotListen() {
        try (CapturedLog log = new CapturedLog()) {
            Runnable end = begin(of(() -> {
                throw new NoNotificationsException("it is wrapped");
            }));
            await().until(() -> threads.stream().noneMatch(Thread::isAlive));
            end.run();

            assertThat(asked).hasValue(1);
            assertThat(log.warnings()).singleElement().asString().contains("polling", "it is wrapped");
        }
    }

    @Test
    void listensOnceForAllUntilTheLastHasEnded() {
        Listening listening = of(() -> {
            throw new SQLException("away");
        });
        Runnable first = begin(listening);
        Runnable second = begin(listening);
        first.run();
        first.run(); // counts once
        assertThat(threads)
                .singleElement()
                .satisfies(thread -> assertThat(thread.isAlive()).isTrue());

        second.run();
        assertThat(threads).noneMatch(Thread::isAlive);

        Runnable third = begin(listening);
        assertThat(threads).hasSize(2);
        third.run();
    }

    private Listening of(Listener.Source source) {
        return new Listening(() -> new Listener(
                () -> {
                    asked.incrementAndGet();
                    return source.open();
                },
                "me",
                DEAF));
    }

    private Runnable begin(Listening listening) {
        return listening.begin(work -> {
            Thread thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
    }

    private void assertEndsWithin(Duration time, Runnable end) {
        long began = System.nanoTime();
        end.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(time);
        assertThat(threads).noneMatch(Thread::isAlive);
    }
}
