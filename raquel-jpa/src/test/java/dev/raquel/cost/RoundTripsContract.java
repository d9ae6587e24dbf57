package dev.raquel.cost;

import static dev.raquel.cost.RoundTrip.joined;
import static dev.raquel.cost.RoundTrip.times;
import static dev.raquel.cost.RoundTrip.what;
import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.BatchHandler;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.Calls;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every round trip of a job's life, in order: to its enqueueing, its claim, its attempt and its settlement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripsContract {

    private static final String QUEUE = "q";
    private static final String CLAIMS = "raquel-claims";
    private static final String ATTEMPTS = "raquel-attempts";
    private static final String SETTLEMENTS = "raquel-settlements";
    private static final String DUTIES = "raquel-duties"; // now and then; see IdleRoundTripsContract
    private static final int TOGETHER = 20;

    /** Once it polls, a queue is left alone for longer than a test lasts. */
    private static final DispatcherSettings SETTINGS =
            DispatcherSettings.defaults().withPollInterval(Duration.ofHours(1)).withReclaimAfter(Duration.ofHours(1));

    private final Supplier<TestDatabase> freshDatabase;
    private final Costs costs;
    private Recorded recorded;
    private Node node;

    RoundTripsContract(Supplier<TestDatabase> freshDatabase, Costs costs) {
        this.freshDatabase = freshDatabase;
        this.costs = costs;
    }

    /** Not before all: a class that is skipped for want of its database would show nowhere, each of its tests does. */
    @BeforeEach
    void warmUp() throws InterruptedException {
        if (recorded == null) {
            recorded = new Recorded(freshDatabase.get());
            node = recorded.node(SETTINGS, null);
            enqueue(node, 1);
            handle(node, handler(Handling.TRANSACTIONAL, 1, job -> {}), 1);
        }
        recorded.database().execute("delete from jobs");
        recorded.trips().clear();
    }

    @AfterEach
    void resetPool() {
        if (recorded != null) {
            recorded.trips().before(trip -> {});
            recorded.trips().withAutoCommit(false);
        }
    }

    @AfterAll
    void close() throws SQLException {
        if (recorded != null) {
            recorded.close();
        }
    }

    // Enqueueing ----------------------------------------------------------------------------------------------------

    @Test
    void enqueueingInATransactionIsOneInsert() {
        RoundTrips trips = recorded.trips();
        recorded.transactions().inNew(() -> {
            recorded.write("before");
            trips.clear();
            node.service().enqueue(QUEUE, "x");
            assertThat(what(trips.all())).containsExactly("insert jobs");
            recorded.write("after");
            return null;
        });

        assertThat(what(trips.all())).containsExactly("insert jobs", "insert effects", "commit");
    }

    @Test
    void enqueueingAloneIsOneInsertAndTheCommit() {
        node.service().enqueue(QUEUE, "x");

        assertThat(what(recorded.trips().all())).containsExactly("insert jobs", "commit");
    }

    @Test
    void aThousandAreInsertedInTwo() {
        RaquelService service = node.service();
        recorded.transactions().inNew(() -> service.enqueueAll(requests(1_000)));

        List<RoundTrip> inserts = withoutTheCommit(recorded.trips().all());
        assertThat(what(inserts)).isEqualTo(costs.thousandInserts());
        assertThat(inserts).extracting(RoundTrip::rows).containsOnly(500);
    }

    /** Switching it is a statement on MariaDB and MySQL. A pool that has it switched off spares it. */
    @Test
    void onlyAPoolInAutoCommitModeCostsMore() {
        recorded.trips().withAutoCommit(true);

        node.service().enqueue(QUEUE, "x");

        assertThat(what(recorded.trips().all()))
                .containsExactly("setAutoCommit", "insert jobs", "commit", "setAutoCommit");
    }

    // Claiming ------------------------------------------------------------------------------------------------------

    @Test
    void aClaimIsForAllThatThereIsRoomFor() throws InterruptedException {
        enqueue(node, 5);

        handle(node, handler(Handling.TRANSACTIONAL, 6, job -> {}), 5);

        List<RoundTrip> claims = recorded.trips().of(CLAIMS);
        assertThat(what(claims)).isEqualTo(costs.claim());
        assertThat(claims).extracting(RoundTrip::rows).contains(5);
    }

    /**
     * If it looks again only when all that was claimed has ended, a claim is for as many jobs as there are threads, or
     * for more if the pace was quick.
     */
    @Test
    void aClaimIsForAllThreadsThatHaveNothingToDo() throws InterruptedException {
        int threads = 4;
        int jobs = 40;
        try (Runs runs = new Runs(threads)) {
            Node looking = recorded.node(SETTINGS, slowedDown(runs));
            enqueue(looking, jobs);

            handle(looking, handler(Handling.TRANSACTIONAL, threads, job -> {}), jobs, runs);
        }

        List<RoundTrip> claims = recorded.trips().of(CLAIMS);
        assertThat(changedRows(claims)).isEqualTo(jobs);
        int number = (int) count(claims, "update jobs");
        assertThat(number).isLessThanOrEqualTo(jobs / threads);
        assertThat(joined(times(number, costs.claim()), costs.searchForNothing()))
                .startsWith(what(claims).toArray(String[]::new));
    }

    /** The claim loop reads it whenever it looks what there is to do. */
    private static InstantSource slowedDown(Runs runs) {
        return () -> {
            if (Thread.currentThread().getName().equals(CLAIMS)) {
                runs.awaitNone();
            }
            return InstantSource.system().instant();
        };
    }

    // Attempts ------------------------------------------------------------------------------------------------------

    @Test
    void aTransactionalAttemptIsAnUpdateAndTheCommit() throws InterruptedException {
        enqueue(node, 3);

        handle(node, handler(Handling.TRANSACTIONAL, 1, this::writing), 3);

        assertThat(what(recorded.trips().of(ATTEMPTS))).isEqualTo(times(3, "insert effects", "update jobs", "commit"));
    }

    @Test
    void oneThatLocksItsRowIsASelectMore() throws InterruptedException {
        enqueue(node, 3);

        handle(node, handler(Handling.TRANSACTIONAL_LOCKED, 1, this::writing), 3);

        assertThat(what(recorded.trips().of(ATTEMPTS)))
                .isEqualTo(times(3, "lock jobs", "insert effects", "update jobs", "commit"));
    }

    @Test
    void attemptsThatShareATransactionShareTheUpdate() throws InterruptedException {
        enqueue(node, TOGETHER);

        handle(node, handler(Handling.TRANSACTIONAL, 1, Calls.ofEach(this::writing, TOGETHER)), TOGETHER);

        assertThat(what(recorded.trips().of(ATTEMPTS)))
                .isEqualTo(joined(times(TOGETHER, "insert effects"), List.of("update jobs", "commit")));
        assertThat(what(recorded.trips().of(CLAIMS))).startsWith(costs.claim().toArray(String[]::new));
    }

    @Test
    void soDoThoseThatLockTheirRowsEachByASelect() throws InterruptedException {
        enqueue(node, TOGETHER);

        handle(node, handler(Handling.TRANSACTIONAL_LOCKED, 1, Calls.ofEach(this::writing, TOGETHER)), TOGETHER);

        assertThat(what(recorded.trips().of(ATTEMPTS)))
                .isEqualTo(joined(
                        joined(times(TOGETHER, "lock jobs"), times(TOGETHER, "insert effects")),
                        List.of("update jobs", "commit")));
    }

    @Test
    void aListIsHandledAndSettledAtOnce() throws InterruptedException {
        enqueue(node, TOGETHER);

        handle(node, handler(Handling.TRANSACTIONAL, 1, Calls.ofLists(this::writingOnce, TOGETHER)), TOGETHER);

        List<RoundTrip> attempts = recorded.trips().of(ATTEMPTS);
        assertThat(what(attempts)).containsExactly("insert effects", "update jobs", "commit");
        assertThat(attempts).extracting(RoundTrip::rows).containsExactly(1, TOGETHER, 0);
    }

    @Test
    void attemptsWithoutATransactionShareSettlements() throws InterruptedException {
        settledInTwoGroups(handler(Handling.NON_TRANSACTIONAL, TOGETHER, job -> {}));
    }

    @Test
    void soDoListsWithoutATransaction() throws InterruptedException {
        settledInTwoGroups(handler(Handling.NON_TRANSACTIONAL, 1, Calls.ofLists(jobs -> {}, TOGETHER)));
    }

    /** If nothing is written before all have ended, what came first is a group, and all others are the next one. */
    private void settledInTwoGroups(QueueHandler handler) throws InterruptedException {
        enqueue(node, TOGETHER);
        CountDownLatch handled = new CountDownLatch(TOGETHER);
        try (Runs runs = new Runs(TOGETHER)) {
            recorded.trips().before(trip -> {
                if (trip.thread().equals(SETTLEMENTS)) {
                    pass(handled);
                    runs.awaitNone();
                }
            });
            handle(node, handler, handled, runs);
        }

        List<RoundTrip> settlements = recorded.trips().of(SETTLEMENTS);
        assertThat(what(settlements)).startsWith("update jobs", "commit");
        assertThat(what(settlements)).isEqualTo(times(settlements.size() / 2, "update jobs", "commit"));
        assertThat(settlements).hasSizeLessThanOrEqualTo(2 * 2);
        assertThat(changedRows(settlements)).isEqualTo(TOGETHER);
        assertThat(recorded.trips().of(ATTEMPTS)).isEmpty();
        assertThat(what(recorded.trips().of(CLAIMS))).startsWith(costs.claim().toArray(String[]::new));
    }

    // How jobs are handled here -------------------------------------------------------------------------------------

    private void writing(Job<Object> job) {
        recorded.write("of one");
    }

    private void writingOnce(List<Job<Object>> jobs) {
        recorded.write("of " + jobs.size());
    }

    private static QueueHandler handler(Handling handling, int concurrency, JobHandler<Object> code) {
        return handler(handling, concurrency, Calls.ofEach(code, 1));
    }

    private static QueueHandler handler(Handling handling, int concurrency, Calls calls) {
        return new QueueHandler(QUEUE, String.class, handling, concurrency, calls, "the test's", null, Set.of(), null);
    }

    private static Stream<JobRequest> requests(int jobs) {
        return Stream.generate(() -> JobRequest.of("x").withQueue(QUEUE)).limit(jobs);
    }

    private void enqueue(Node enqueueing, int jobs) {
        enqueueing.service().enqueueAll(requests(jobs));
        recorded.trips().clear();
    }

    private void handle(Node handling, QueueHandler handler, int jobs) throws InterruptedException {
        try (Runs runs = new Runs(handler.concurrency())) {
            handle(handling, handler, jobs, runs);
        }
    }

    private void handle(Node handling, QueueHandler handler, int jobs, Runs runs) throws InterruptedException {
        handle(handling, handler, new CountDownLatch(jobs), runs);
    }

    /** Handles all that wait, to the end. Nobody but the dispatcher's threads has sent anything meanwhile. */
    private void handle(Node handling, QueueHandler handler, CountDownLatch handled, Runs runs)
            throws InterruptedException {
        long jobs = handled.getCount();
        CountDownLatch started = new CountDownLatch(1);
        QueueHandler counting = counting(handler, started, handled);
        Dispatcher dispatcher = handling.subscribe(List.of(counting), runs, Thread::new);
        dispatcher.start();
        started.countDown();
        try {
            assertThat(handled.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            dispatcher.stop();
            handling.unsubscribe(dispatcher);
        }
        assertThat(recorded.trips().all())
                .allMatch(trip -> Stream.of(CLAIMS, ATTEMPTS, SETTLEMENTS, DUTIES)
                        .anyMatch(name -> trip.thread().startsWith(name)));
        assertThat(handling.service().count(QUEUE, JobStatus.SUCCESS)).isEqualTo(jobs);
    }

    /** Begins nothing before all threads of the dispatcher run, that of settlements too. */
    private static QueueHandler counting(QueueHandler handler, CountDownLatch started, CountDownLatch handled) {
        BatchHandler<Object> code = jobs -> {
            pass(started);
            handler.calls().code().handle(jobs);
            jobs.forEach(job -> handled.countDown());
        };
        Calls calls =
                new Calls(code, handler.calls().takesLists(), handler.calls().together());
        return handler(handler.handling(), handler.concurrency(), calls);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // What was sent -------------------------------------------------------------------------------------------------

    private static List<RoundTrip> withoutTheCommit(List<RoundTrip> trips) {
        assertThat(trips).last().extracting(RoundTrip::what).isEqualTo("commit");
        return trips.subList(0, trips.size() - 1);
    }

    private static long count(List<RoundTrip> trips, String what) {
        return trips.stream().filter(trip -> trip.what().equals(what)).count();
    }

    private static int changedRows(List<RoundTrip> trips) {
        return trips.stream().mapToInt(RoundTrip::rows).sum();
    }
}
