package dev.raquel.cost;

import static dev.raquel.cost.RoundTrip.joined;
import static dev.raquel.cost.RoundTrip.times;
import static dev.raquel.cost.RoundTrip.what;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.dispatch.Dispatcher;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every round trip of a node in which nothing happens, from its start on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IdleRoundTripsContract {

    private static final String CLAIMS = "raquel-claims";
    private static final String DUTIES = "raquel-duties";
    private static final int POLLS = 8;
    private static final long INTERVAL = Duration.ofMillis(160).toNanos();

    /** Duties are done at the start, and then again after longer than a test lasts. */
    private static final DispatcherSettings SETTINGS = DispatcherSettings.defaults()
            .withPollInterval(Duration.ofNanos(INTERVAL))
            .withReclaimAfter(Duration.ofHours(1));

    private final Supplier<TestDatabase> freshDatabase;
    private final Costs costs;
    private final String search;
    private Recorded recorded;
    private long nanos;

    IdleRoundTripsContract(Supplier<TestDatabase> freshDatabase, Costs costs) {
        this.freshDatabase = freshDatabase;
        this.costs = costs;
        this.search = costs.searchForNothing().get(0);
    }

    /** Not before all: a class that is skipped for want of its database would show nowhere, each of its tests does. */
    @BeforeEach
    void open() {
        if (recorded == null) {
            recorded = new Recorded(freshDatabase.get());
        }
    }

    @AfterAll
    void close() throws SQLException {
        if (recorded != null) {
            recorded.close();
        }
    }

    @Test
    void aQueueIsSearchedOnceEachPoll() {
        List<RoundTrip> claims = idle(1, POLLS);

        int searches = claims.size() / 2;
        assertThat(what(claims)).isEqualTo(times(searches, search, "commit"));
        assertThat(claims.stream().map(RoundTrip::sql).distinct()).hasSize(2); // it is the same each time
        assertThat(searches).isLessThanOrEqualTo(1 + mostPolls());
    }

    @Test
    void manyQueuesAreAskedForAtOnceEachPoll() {
        int queues = 20;
        List<RoundTrip> claims = idle(queues, costs.asksForAll() ? queues + POLLS : queues * (1 + POLLS));

        List<String> atStart = times(queues, search, "commit");
        assertThat(what(claims)).startsWith(atStart.toArray(String[]::new));
        List<RoundTrip> polls = claims.subList(atStart.size(), claims.size());
        if (costs.asksForAll()) {
            assertThat(polls.stream().filter(trip -> trip.sql().contains(".queue in (")))
                    .as("all but a few, which became due while others were looked at")
                    .hasSizeGreaterThanOrEqualTo(statements(polls) - 5);
            assertThat(count(polls, "commit")).isEqualTo(statements(polls));
            assertThat(statements(polls)).isLessThanOrEqualTo(mostPolls() + 5);
        } else {
            int rounds = count(polls, "commit") - statements(polls);
            assertThat(statements(polls))
                    .as("one for each queue, and a few which became due while others were looked at")
                    .isLessThanOrEqualTo(rounds * queues + 5);
            assertThat(count(polls, search)).isEqualTo(statements(polls));
            assertThat(rounds).isLessThanOrEqualTo(mostPolls());
        }
    }

    /**
     * How often a queue may have been polled meanwhile, after its first search: soon at first, then after longer and
     * longer pauses, each by up to a fifth less. A machine that is slow polls less often, never more.
     */
    private int mostPolls() {
        int polls = 0;
        long pause = INTERVAL / 16;
        for (long past = pause * 4 / 5; past <= nanos; past += pause * 4 / 5) {
            polls++;
            pause = Math.min(INTERVAL, 2 * pause);
        }
        return polls;
    }

    /** What the claiming thread does until it has sent so many statements. All others do their duties, once. */
    private List<RoundTrip> idle(int queues, int statements) {
        Node node = recorded.node(SETTINGS, null);
        RoundTrips trips = recorded.trips();
        trips.clear();
        try (Runs runs = new Runs(1)) {
            Dispatcher dispatcher = node.subscribe(
                    IntStream.range(0, queues)
                            .mapToObj(IdleRoundTripsContract::handler)
                            .toList(),
                    runs,
                    Thread::new);
            long began = System.nanoTime();
            dispatcher.start();
            try {
                await().until(() -> statements(trips.of(CLAIMS)) >= statements);
            } finally {
                dispatcher.stop();
                nanos = System.nanoTime() - began;
            }
        }
        List<String> isolation = List.of("getTransactionIsolation", "commit");
        List<String> lostClaims = times(2, "select jobs", "commit"); // with a time, and without
        List<String> time = List.of("select", "commit");
        assertThat(what(trips.of(DUTIES))).isEqualTo(joined(isolation, joined(lostClaims, time)));
        assertThat(trips.all())
                .hasSize(trips.of(CLAIMS).size() + trips.of(DUTIES).size());
        return trips.of(CLAIMS);
    }

    private static QueueHandler handler(int number) {
        return new QueueHandler("q" + number, String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's");
    }

    private static int statements(List<RoundTrip> trips) {
        return (int) trips.stream().filter(RoundTrip::isStatement).count();
    }

    private static int count(List<RoundTrip> trips, String what) {
        return (int) trips.stream().filter(trip -> trip.what().equals(what)).count();
    }
}
