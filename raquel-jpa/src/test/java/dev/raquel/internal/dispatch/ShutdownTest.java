package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.payload.JacksonPayloads;
import dev.raquel.spi.AttemptScope;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of claimed jobs that no thread has started. */
class ShutdownTest {

    private final H2Database database = H2Database.fresh();
    private final AtomicInteger handled = new AtomicInteger();
    private EntityManagerFactory factory;
    private Node node;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = Persistence.createEntityManagerFactory(
                "application",
                Map.of(
                        "jakarta.persistence.jdbc.url",
                        database.jdbcUrl(),
                        "jakarta.persistence.jdbc.user",
                        database.user(),
                        "hibernate.connection.pool_size",
                        "10"));
        LocalTransactions transactions = new LocalTransactions(factory);
        node = new Node(
                factory.unwrap(SessionFactory.class),
                transactions,
                transactions,
                JacksonPayloads.withDefaults(),
                AttemptScope.NONE,
                DispatcherSettings.defaults(),
                null);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private Dispatcher started(Executor executor) {
        QueueHandler handler = new QueueHandler(
                "q", String.class, Handling.TRANSACTIONAL, 3, job -> handled.incrementAndGet(), "the test's handler");
        Dispatcher dispatcher = node.subscribe(List.of(handler), executor, Thread::new);
        dispatcher.start();
        return dispatcher;
    }

    private JobInfo read(JobInfo job) {
        return node.service().get(job.id()).orElseThrow();
    }

    @Test
    void jobsThatHaveNotStartedAreGivenBackUncounted() {
        JobInfo job = node.service().enqueue("q", "x");
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        Dispatcher dispatcher = started(waiting::add);
        await().until(() -> !waiting.isEmpty());
        assertThat(read(job).status()).isEqualTo(JobStatus.CLAIMED);

        dispatcher.stop();
        waiting.forEach(Runnable::run); // a thread that comes free after the stop must not run them

        assertThat(handled).hasValue(0);
        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(read(job).attempts()).isZero();
        assertThat(read(job).claimedBy()).isNull();
    }

    @Test
    void jobsThatTheExecutorRefusesAreGivenBackUncounted() {
        JobInfo job = node.service().enqueue("q", "x");
        AtomicInteger refused = new AtomicInteger();
        Dispatcher dispatcher = started(task -> {
            if (refused.getAndIncrement() == 0) {
                throw new RejectedExecutionException("full");
            }
            new Thread(task).start();
        });

        await().until(() -> read(job).status() == JobStatus.SUCCESS);
        dispatcher.stop();

        assertThat(read(job).attempts()).isOne();
        assertThat(handled).hasValue(1);
    }

    @Test
    void noThreadStaysBehind() {
        started(Runnable::run).stop();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("raquel-"));
    }
}
