package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said about claims that fail. */
class ClaimOutagesTest {

    private static final RuntimeException AWAY = new IllegalStateException("away");

    private final ClaimOutages outages = new ClaimOutages();

    @Test
    void aDatabaseThatIsAwayIsSaidOnceForAllQueues() {
        outages.worked("a");
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 100; i++) {
                outages.failed("a", AWAY);
                outages.failed("b", AWAY);
                outages.failed(AWAY);
            }
            outages.worked("b");
            outages.worked("a");
            outages.worked();

            assertThat(log.from(Level.INFO)).hasSize(2);
            assertThat(log.warnings()).singleElement().asString().startsWith("Claiming jobs of queue 'a' failed: away");
            assertThat(log.from(Level.INFO).get(1)).startsWith("Claiming jobs of queue 'a' works again");
        }
    }

    @Test
    void soIsOneThatWasAskedForAllQueues() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 100; i++) {
                outages.failed(AWAY);
            }
            outages.worked();
            outages.worked();

            assertThat(log.from(Level.INFO)).hasSize(2);
            assertThat(log.warnings()).singleElement().asString().startsWith("Claiming jobs failed: away");
            assertThat(log.from(Level.INFO).get(1)).startsWith("Claiming jobs works again");
        }
    }

    @Test
    void oneQueueThatFailsForEverHidesNoOther() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 100; i++) {
                outages.failed("bad", AWAY);
                outages.worked("good");
            }
            outages.failed("good", AWAY);
            outages.worked("good");

            assertThat(log.warnings()).hasSize(2);
            assertThat(log.from(Level.INFO)).hasSize(3);
        }
    }

    /** The whole node: the queue that works must not announce the other one's recovery each time. */
    @Test
    void aQueueWhoseClaimsFailBesideOneThatWorksIsSaidOnce() {
        ExecutorService executor = Executors.newCachedThreadPool();
        try (H2Database database = H2Database.fresh()) {
            database.migrate();
            database.execute("alter table jobs add constraint never check (queue <> 'bad' or status <> 'claimed')");
            try (EntityManagerFactory factory = ApplicationUnit.over(database);
                    CapturedLog log = new CapturedLog()) {
                Node node = LocalNodes.node(
                        factory,
                        new LocalTransactions(factory),
                        DispatcherSettings.defaults().withPollInterval(Duration.ofMillis(10)));
                Dispatcher dispatcher = node.subscribe(
                        Stream.of("bad", "good")
                                .map(queue -> new QueueHandler(
                                        queue, String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's"))
                                .toList(),
                        executor,
                        Thread::new);
                node.service().enqueue("bad", "x");
                dispatcher.start();
                for (int done = 1; done <= 30; done++) {
                    int expected = done;
                    node.service().enqueue("good", "x");
                    await().until(() -> node.service().count("good", JobStatus.SUCCESS) == expected);
                }
                dispatcher.stop();

                List<String> warnings = log.warnings();
                assertThat(warnings).singleElement().asString().startsWith("Claiming jobs of queue 'bad' failed");
            }
        } finally {
            executor.shutdown();
        }
    }
}
