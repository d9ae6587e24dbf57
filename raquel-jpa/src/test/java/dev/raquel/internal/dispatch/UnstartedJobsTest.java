package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.Calls;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.attempt.QueueSettings;
import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Sessions;
import dev.raquel.jackson.JacksonPayloads;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of claimed jobs that were never started. */
class UnstartedJobsTest {

    private final H2Database database = H2Database.fresh();
    private final AtomicInteger handled = new AtomicInteger();
    private EntityManagerFactory factory;
    private LocalTransactions transactions;
    private Node node;

    private final AtomicInteger scopesToBreak = new AtomicInteger();

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        transactions = new LocalTransactions(factory);
        node = node(transactions, DispatcherSettings.defaults());
    }

    private Node node(Sessions sessions, DispatcherSettings settings) {
        return new Node(
                new Database(factory.unwrap(SessionFactory.class), transactions, sessions),
                JacksonPayloads.withDefaults(),
                attempt -> {
                    if (scopesToBreak.getAndDecrement() > 0) {
                        throw new IllegalStateException("no scope here");
                    }
                    attempt.run();
                },
                List.of(),
                settings,
                Runnable::run,
                Thread::new,
                null);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private Dispatcher started(Executor executor) {
        Dispatcher dispatcher = node.subscribe(List.of(handler()), executor, Thread::new);
        dispatcher.start();
        return dispatcher;
    }

    private QueueHandler handler() {
        return new QueueHandler(
                "q", String.class, Handling.TRANSACTIONAL, 3, job -> handled.incrementAndGet(), "the test's handler");
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
    void aStopOnAnInterruptedThreadGivesThemBackAllTheSame() {
        JobInfo job = node.service().enqueue("q", "x");
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        Dispatcher dispatcher = started(waiting::add);
        await().until(() -> !waiting.isEmpty());

        Thread.currentThread().interrupt();
        dispatcher.stop();

        assertThat(Thread.interrupted()).as("it is passed on").isTrue();
        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(read(job).attempts()).isZero();
    }

    @Test
    void aPausedQueueIsNotClaimedFromAndTheLogSaysSo() {
        QueueHandler paused = new QueueHandler(
                "paused",
                String.class,
                Handling.TRANSACTIONAL,
                3,
                Calls.ofEach(job -> handled.incrementAndGet(), 1),
                "the test's handler",
                null,
                Set.of(),
                null,
                new QueueSettings(true, null));
        JobInfo left = node.service().enqueue("paused", "x");
        JobInfo job = node.service().enqueue("q", "x");
        Dispatcher dispatcher = node.subscribe(List.of(paused, handler()), Runnable::run, Thread::new);
        try (CapturedLog log = new CapturedLog()) {
            dispatcher.start();
            await().until(() -> read(job).status() == JobStatus.SUCCESS);

            assertThat(log.from(Level.INFO))
                    .anyMatch(line -> line.contains("queue 'q' with") && line.contains("queue 'paused' not at all"));
        } finally {
            dispatcher.stop();
        }
        assertThat(read(left).status()).isEqualTo(JobStatus.QUEUED);
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
    void anExecutorThatFailsInAnotherWayHoldsNoJobForEver() {
        JobInfo job = node.service().enqueue("q", "x");
        AtomicInteger failed = new AtomicInteger();
        Dispatcher dispatcher = started(task -> {
            switch (failed.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("the server stops");
                case 1 -> throw new OutOfMemoryError("no thread");
                default -> new Thread(task).start();
            }
        });

        await().until(() -> read(job).status() == JobStatus.SUCCESS);
        dispatcher.stop();

        assertThat(read(job).attempts()).isOne();
    }

    /** Whoever has locked it may hold it for long. */
    @Test
    void aLockedRowThatIsToBeGivenBackHoldsUpNoOtherQueue() throws Exception {
        JobInfo job = node.service().enqueue("refused", "x");
        AtomicInteger refused = new AtomicInteger();
        try (Connection rival = database.connect()) {
            rival.setAutoCommit(false);
            Dispatcher dispatcher = node.subscribe(
                    List.of(
                            handler(),
                            new QueueHandler(
                                    "refused",
                                    String.class,
                                    Handling.TRANSACTIONAL,
                                    1,
                                    one -> {},
                                    "the test's handler")),
                    task -> {
                        if (refused.getAndIncrement() == 0) {
                            lockAllRows(rival);
                            throw new RejectedExecutionException("full");
                        }
                        new Thread(task).start();
                    },
                    Thread::new);
            dispatcher.start();
            await().until(() -> refused.get() == 1);

            JobInfo other = node.service().enqueue("q", "x");
            await().until(() -> read(other).status() == JobStatus.SUCCESS);
            assertThat(read(job).status()).isEqualTo(JobStatus.CLAIMED);

            rival.rollback();
            await().until(() -> read(job).status() == JobStatus.SUCCESS);
            dispatcher.stop();
        }
        assertThat(read(job).attempts()).isOne();
    }

    private static void lockAllRows(Connection rival) {
        try {
            rival.createStatement().executeQuery("select * from jobs for update");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFullBatchThatTheExecutorRefusesIsNotClaimedAgainAtOnce() {
        for (int i = 0; i < 3; i++) {
            node.service().enqueue("q", "x");
        }
        List<Long> refusals = new CopyOnWriteArrayList<>();
        Dispatcher dispatcher = started(task -> {
            refusals.add(System.nanoTime());
            throw new RejectedExecutionException("full");
        });

        await().until(() -> refusals.size() >= 6);
        dispatcher.stop();

        assertThat(refusals.get(3) - refusals.get(2)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(40));
    }

    @Test
    void aClaimThatIsAnsweredAfterTheStopIsGivenBack() {
        JobInfo job = node.service().enqueue("q", "x");
        CountDownLatch claiming = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Sessions slow = new Sessions() {
            @Override
            public <T> T with(Function<StatelessSession, T> work) {
                T result = transactions.with(work);
                if (Thread.currentThread().getName().equals("raquel-claims")
                        && result instanceof Claimed claimed
                        && claimed.taken() > 0) {
                    claiming.countDown();
                    awaitUninterruptibly(answer);
                }
                return result;
            }
        };
        Node slowNode = node(slow, DispatcherSettings.defaults().withShutdownTimeout(Duration.ZERO));
        Dispatcher dispatcher = slowNode.subscribe(List.of(handler()), Runnable::run, Thread::new);
        dispatcher.start();
        awaitUninterruptibly(claiming);

        dispatcher.stop();
        answer.countDown();

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("raquel-claims")));
        assertThat(handled).hasValue(0);
        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(read(job).attempts()).isZero();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
                return;
            } catch (InterruptedException again) {
                // the stop interrupts a thread that hangs; a database driver may not care
            }
        }
    }

    @Test
    void jobsWhoseScopeCannotBeginAreGivenBackUncounted() {
        scopesToBreak.set(1);
        JobInfo job = node.service().enqueue("q", "x");
        Dispatcher dispatcher = started(task -> new Thread(task).start());

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
