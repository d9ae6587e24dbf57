package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CommitFailedException;
import dev.raquel.Handling;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.claim.Claims;
import dev.raquel.internal.duty.Duty;
import dev.raquel.internal.duty.DutyLoop;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lane.QueueLane;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.runner.Crew;
import dev.raquel.internal.runner.WakeUp;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a job when the database, or the connection to it, fails around its handler. */
class FaultsTest {

    private final H2Database database = H2Database.fresh();
    private final AtomicInteger runs = new AtomicInteger();
    private EntityManagerFactory factory;
    private LocalTransactions real;
    private FaultyTransactions transactions;
    private Node node;

    @BeforeEach
    void createNode() {
        database.migrate();
        factory = ApplicationUnit.over(database);
        real = new LocalTransactions(factory);
        transactions = new FaultyTransactions(real);
        node = LocalNodes.node(factory, transactions, real, DispatcherSettings.defaults(), null);
    }

    @AfterEach
    void close() {
        factory.close();
        database.close();
    }

    private JobInfo drained(JobHandler<Object> handler, int drains) {
        return drained(Handling.TRANSACTIONAL, handler, drains);
    }

    private JobInfo drained(Handling handling, JobHandler<Object> handler, int drains) {
        Dispatcher dispatcher = node.subscribe(
                List.of(new QueueHandler("q", String.class, handling, 1, handler, "the test's handler")),
                Runnable::run,
                Thread::new);
        JobInfo job = node.service().enqueue("q", "x");
        for (int i = 0; i < drains; i++) {
            node.service().drain("q");
        }
        node.unsubscribe(dispatcher);
        return node.service().get(job.id()).orElseThrow();
    }

    private void run() {
        transactions.handlerRuns();
        runs.incrementAndGet();
    }

    @Test
    void aConflictWithOthersIsNotTheHandlersFailure() {
        transactions.conflictsOfHandlers.set(1);

        JobInfo once = drained(job -> run(), 1);
        assertThat(once.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(once.attempts()).isZero();

        drained(job -> run(), 1);
        assertThat(node.service().get(once.id()).orElseThrow().status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void aConflictThatNeverEndsIsAFailureInTheEnd() {
        transactions.conflictsOfHandlers.set(Integer.MAX_VALUE);

        JobInfo job = drained(running -> run(), 6);

        assertThat(runs).hasValue(6);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failures()).isOne();
        assertThat(job.error()).contains("did not commit");
    }

    @Test
    void aFailureIsWrittenOnceThereIsAConnectionAgain() {
        transactions.lostConnections.set(3);

        JobInfo job = drained(
                running -> {
                    run();
                    throw new IllegalStateException("broken");
                },
                1);

        assertThat(transactions.lostConnections).hasValue(0);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("broken");
    }

    @Test
    void aHandlerWithoutATransactionIsSettledOnceThereIsAConnectionAgain() {
        transactions.lostConnections.set(3);

        JobInfo job = drained(Handling.NON_TRANSACTIONAL, running -> run(), 1);

        assertThat(transactions.lostConnections).hasValue(0);
        assertThat(runs).hasValue(1);
        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
    }

    /** Who knows what the handler did before that. */
    @Test
    void aConflictInAHandlersOwnTransactionIsItsFailure() {
        JobInfo job = drained(
                Handling.NON_TRANSACTIONAL,
                running -> {
                    throw new CommitFailedException("refused", new SQLException("deadlock", "40001"));
                },
                1);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.failures()).isOne();
    }

    @Test
    void nothingIsClaimedWhileLeasesCannotBeReliedOn() throws InterruptedException {
        node.service().enqueue("q", "x");
        AtomicBoolean reliable = new AtomicBoolean();
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch claimed = new CountDownLatch(1);
        QueueLane lane = new QueueLane(
                new QueueHandler("q", String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's handler"),
                Duration.ofMillis(50));
        Database data = new Database(factory.unwrap(SessionFactory.class), real, real);
        Claims claims = new Claims(
                data,
                new Locking(data),
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
        ClaimLoop loop = new ClaimLoop(
                List.of(lane),
                new Crew() {
                    @Override
                    public int freeThreads(long now) {
                        return 1;
                    }

                    @Override
                    public void handOver(QueueLane where, List<ClaimedJob> claims) {
                        claims.forEach(claim -> claimed.countDown());
                    }

                    @Override
                    public void tend(QueueLane where) {
                        // no job is to be run
                    }

                    @Override
                    public void dismissLate() {
                        // there are no threads
                    }

                    @Override
                    public void giveBackAgain() {
                        // nothing was given back
                    }

                    @Override
                    public long nanosToNextCheck(long now) {
                        return Long.MAX_VALUE;
                    }
                },
                claims,
                () -> {
                    asked.countDown();
                    return reliable.get();
                },
                InstantSource.system(),
                new WakeUp(),
                new IdleRound(claims, InstantSource.system()));
        Thread thread = new Thread(loop);
        thread.start();
        try {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(claimed.getCount()).isOne();

            reliable.set(true);
            assertThat(claimed.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.stop();
            thread.join();
        }
    }

    @Test
    void anErrorInAClaimDoesNotLoseTheWakeUp() {
        Node rarelyPolls = LocalNodes.node(
                factory,
                transactions,
                real,
                DispatcherSettings.defaults().withPollInterval(Duration.ofMinutes(10)),
                null);
        Dispatcher dispatcher = rarelyPolls.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.TRANSACTIONAL,
                        3,
                        job -> runs.incrementAndGet(),
                        "the test's handler")),
                task -> new Thread(task).start(),
                Thread::new);
        dispatcher.start();
        try {
            rarelyPolls.service().enqueue("q", "x");
            await().until(() -> runs.get() == 1);

            transactions.errorsOfClaimLoops.set(1);
            rarelyPolls.service().enqueue("q", "x");

            await().until(() -> runs.get() == 2);
            assertThat(transactions.errorsOfClaimLoops).hasValue(0);
        } finally {
            dispatcher.stop();
        }
    }

    /** Memory is short: there is no thread for the jobs, and at first they cannot be given back either. */
    @Test
    void anErrorWhileJobsAreGivenBackDoesNotEndTheirQueue() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        Dispatcher dispatcher = node.subscribe(
                List.of(new QueueHandler(
                        "q",
                        String.class,
                        Handling.TRANSACTIONAL,
                        3,
                        job -> runs.incrementAndGet(),
                        "the test's handler")),
                task -> {
                    if (refuses.getAndSet(false)) {
                        transactions.errorsOfClaimLoops.set(2);
                        throw new RejectedExecutionException("no thread");
                    }
                    new Thread(task).start();
                },
                Thread::new);
        List<JobInfo> jobs =
                Stream.generate(() -> node.service().enqueue("q", "x")).limit(3).toList();
        dispatcher.start();
        try {
            await().until(() -> node.service().count("q", JobStatus.SUCCESS) == 3);
        } finally {
            dispatcher.stop();
        }
        assertThat(transactions.errorsOfClaimLoops).hasValue(0);
        assertThat(jobs)
                .extracting(job -> node.service().get(job.id()).orElseThrow().attempts())
                .containsOnly(1);
    }

    @Test
    void aLoopThatHangsInACallIsSeen() throws InterruptedException {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        InstantSource hanging = () -> {
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Instant.EPOCH;
        };
        Node hangs = LocalNodes.node(factory, real, real, DispatcherSettings.defaults(), hanging);
        Dispatcher dispatcher = hangs.subscribe(
                List.of(new QueueHandler(
                        "q", String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's handler")),
                Runnable::run,
                Thread::new);
        assertThat(dispatcher.state().inOneCallFor()).isZero();
        dispatcher.start();
        try {
            await().until(() -> dispatcher.state().inOneCallFor().compareTo(Duration.ofMillis(200)) > 0);
        } finally {
            mayGoOn.countDown();
        }
        await().until(() -> dispatcher.state().inOneCallFor().isZero());
        dispatcher.stop();
    }

    @Test
    void anErrorInADutyDoesNotEndTheOthers() {
        AtomicInteger calls = new AtomicInteger();
        DutyLoop loop = new DutyLoop(List.of(new Duty() {
            @Override
            public String description() {
                return "Failing";
            }

            @Override
            public Duration interval() {
                return Duration.ofMillis(1);
            }

            @Override
            public boolean runOnce() {
                calls.incrementAndGet();
                throw new NoClassDefFoundError("gone");
            }
        }));
        Thread thread = new Thread(loop);
        thread.start();

        await().until(() -> calls.get() > 2);

        loop.stop();
        await().until(() -> !thread.isAlive());
    }
}
