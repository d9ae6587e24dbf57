package dev.raquel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts and stops that fail half-way. */
class DispatcherSubscriptionTest {

    private final H2Database database = H2Database.fresh();
    private final EntityManagerFactory factory = ApplicationUnit.over(database.migrate());
    private final LocalTransactions transactions = new LocalTransactions(factory);
    private final Node node = new Node(
            new Database(factory.unwrap(SessionFactory.class), transactions, transactions),
            JacksonPayloads.withDefaults(),
            AttemptScope.NONE,
            List.of(),
            DispatcherSettings.defaults().withShutdownTimeout(Duration.ZERO),
            Runnable::run,
            Thread::new,
            null);
    private final List<Subscription> ended = new ArrayList<>();

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private Subscription subscription(JobHandler<Object> handler, ExecutorService executor, ThreadFactory threads) {
        QueueHandler ofQueue =
                new QueueHandler("q", String.class, Handling.TRANSACTIONAL, 1, handler, "the test's handler");
        return new DispatcherSubscription(node.subscribe(List.of(ofQueue), executor, threads), executor, ended::add);
    }

    @Test
    void aStartThatFailsLeavesNothingRunning() {
        List<Thread> made = new ArrayList<>();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Subscription subscription = subscription(job -> {}, executor, work -> {
            if (made.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread, says the test");
            }
            made.add(new Thread(work));
            return made.get(0);
        });

        assertThatThrownBy(subscription::start)
                .isInstanceOf(OutOfMemoryError.class)
                .hasNoSuppressedExceptions();

        assertThat(made).singleElement().matches(thread -> !thread.isAlive());
        assertThat(executor.isShutdown()).isTrue();
        assertThat(ended).containsExactly(subscription);
        assertThatIllegalStateException()
                .isThrownBy(subscription::start)
                .withMessageContaining("did not start")
                .withMessageContaining("subscribe again");
    }

    @Test
    void aStopThatFailsEndsTheRestAllTheSame() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor(Uninterruptible::new);
        Subscription subscription = subscription(
                job -> {
                    running.countDown();
                    mayEnd.await();
                },
                executor,
                Thread::new);
        subscription.start();
        node.service().enqueue("q", "x");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(subscription::stop).isInstanceOf(SecurityException.class);

        assertThat(executor.isShutdown()).isTrue();
        assertThat(ended).containsExactly(subscription);
        mayEnd.countDown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A thread that may not be interrupted. */
    private static final class Uninterruptible extends Thread {

        Uninterruptible(Runnable work) {
            super(work);
        }

        @Override
        public void interrupt() {
            throw new SecurityException("not to be interrupted");
        }
    }
}
