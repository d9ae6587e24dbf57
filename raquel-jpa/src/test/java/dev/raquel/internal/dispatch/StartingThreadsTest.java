package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.Handling;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.lane.Backlog;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job comes while a thread is being started for another one, and more threads are free. */
class StartingThreadsTest {

    private static final int MOST_TRIES = 5;

    private final H2Database database = H2Database.fresh();
    private EntityManagerFactory factory;
    private Node node;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        node = LocalNodes.node(
                factory,
                new LocalTransactions(factory),
                DispatcherSettings.defaults().withPollInterval(Duration.ofMinutes(10)));
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    /**
     * Nobody looks again before the first one would have waited too long: what begins sooner was looked for in time.
     */
    @Test
    void itBeginsOnceTheFirstOneHas() throws InterruptedException {
        boolean inTime = false;
        for (int i = 0; i < MOST_TRIES && !inTime; i++) { // the machine may be busy
            inTime = nanosToTheSecond() < Backlog.STALE.toNanos() / 2;
        }
        assertThat(inTime).isTrue();
    }

    private long nanosToTheSecond() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Queue<Runnable> starting = new ConcurrentLinkedQueue<>();
        CountDownLatch handedOver = new CountDownLatch(1);
        Dispatcher dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.TRANSACTIONAL,
                        3,
                        job -> {
                            begun.countDown();
                            mayEnd.await();
                        },
                        "the test's handler")),
                task -> {
                    if (handedOver.getCount() > 0) {
                        starting.add(task);
                        handedOver.countDown();
                    } else {
                        new Thread(task).start();
                    }
                },
                Thread::new);
        dispatcher.start();
        try {
            node.service().enqueue("q", "first");
            assertThat(handedOver.await(30, TimeUnit.SECONDS)).isTrue();
            node.service().enqueue("q", "second");
            await().until(StartingThreadsTest::claimLoopRests);
            long before = System.nanoTime();
            new Thread(starting.remove()).start();
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            return System.nanoTime() - before;
        } finally {
            mayEnd.countDown();
            dispatcher.stop();
            node.unsubscribe(dispatcher);
        }
    }

    private static boolean claimLoopRests() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().equals("raquel-claims") && thread.getState() == Thread.State.TIMED_WAITING);
    }
}
