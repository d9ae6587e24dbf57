package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.ForwardingTransactions;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handler ends during the stop, and its connection breaks before its job is settled. */
class SettlingAtStopTest {

    private final H2Database database = H2Database.fresh();
    private final AtomicBoolean toBreak = new AtomicBoolean(true);
    private EntityManagerFactory factory;
    private Node node;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        LocalTransactions real = new LocalTransactions(factory);
        node = LocalNodes.node(factory, new BreaksOnce(real), real, DispatcherSettings.defaults(), null);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    @Test
    void itsSuccessIsWrittenAllTheSame() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Dispatcher dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.NON_TRANSACTIONAL,
                        1,
                        job -> {
                            running.countDown();
                            await().until(job::stopRequested);
                        },
                        "the test's handler")),
                task -> new Thread(task).start(),
                Thread::new);
        JobInfo job = node.service().enqueue("q", "x");
        dispatcher.start();
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        dispatcher.stop();

        assertThat(toBreak).isFalse();
        assertThat(node.service().get(job.id()).orElseThrow().status()).isEqualTo(JobStatus.SUCCESS);
    }

    private final class BreaksOnce extends ForwardingTransactions {

        BreaksOnce(LocalTransactions real) {
            super(real);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            if (Thread.currentThread().getName().equals("raquel-settlements") && toBreak.compareAndSet(true, false)) {
                throw new IllegalStateException("no connection");
            }
            return real.inNew(work);
        }
    }
}
