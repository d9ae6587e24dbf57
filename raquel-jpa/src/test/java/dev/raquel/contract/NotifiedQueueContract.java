package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.JobHandler;
import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes that notify each other. They poll once an hour: what is handled within a test was told. The database's own
 * clock, for each node reads it by itself.
 */
abstract class NotifiedQueueContract extends QueueFixture {

    private static final Duration SOON = Duration.ofSeconds(4);

    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    NotifiedQueueContract(Supplier<TestDatabase> freshDatabase) {
        super(freshDatabase);
    }

    @Test
    void aJobIsHandledAtOnceByAnotherNode() {
        Raquel producer = notified("producer");
        listening(QUEUE);

        for (int i = 0; i < 20; i++) {
            producer.enqueue(QUEUE, "job " + i);
            assertThat(nextHandled()).isEqualTo("job " + i);
        }
    }

    @Test
    void soIsOneThatIsEnqueuedInTheCallersOwnTransaction() {
        Raquel producer = notified("producer");
        listening(QUEUE);

        var entityManager = factory().createEntityManager();
        entityManager.getTransaction().begin();
        producer.joining(entityManager).enqueue(QUEUE, "joined");
        entityManager.getTransaction().commit();
        entityManager.close();

        assertThat(nextHandled()).isEqualTo("joined");
    }

    @Test
    void soIsOneThatIsRequeuedAndOneOfAStream() {
        Raquel producer = notified("producer");
        var cancelled = producer.enqueue(JobRequest.of("again").withQueue(QUEUE).withDelay(Duration.ofHours(1)));
        producer.cancel(cancelled.id());
        listening(QUEUE);

        producer.requeue(cancelled.id());
        assertThat(nextHandled()).isEqualTo("again");
        producer.enqueueAll(List.of(JobRequest.of("streamed").withQueue(QUEUE)).stream());
        assertThat(nextHandled()).isEqualTo("streamed");
    }

    @Test
    void everyQueueOfTheNodeIsTold() {
        Raquel producer = notified("producer");
        Raquel node = notified("node");
        subscribed(node, "one");
        Subscription last = subscribed(node, "two");
        awaitListener();
        quiet(producer, "one", "two");

        producer.inTransaction(entityManager -> {
            producer.enqueue("one", "first");
            return producer.enqueue("two", "second");
        });
        assertThat(List.of(nextHandled(), nextHandled())).containsExactlyInAnyOrder("first", "second");

        last.stop(); // the other one still needs to hear
        producer.enqueue("one", "third");
        assertThat(nextHandled()).isEqualTo("third");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\"",
                "a, b; c & d = e",
                "100 % of +1",
                "Ärger\nund Übermut",
                "順番待ち 🦝",
                "%zz",
                "\\x",
                "*"
            })
    void aQueueMayBeCalledAnything(String queue) {
        Raquel producer = notified("producer");
        listening(queue);

        producer.enqueue(queue, "it");
        assertThat(nextHandled()).isEqualTo("it");
    }

    @Test
    void moreQueuesThanAMessageCanNameAreAllTold() {
        Raquel producer = notified("producer");
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "順".repeat(250) + i).toList();
        listening(names.get(0), names.get(39));

        producer.inTransaction(entityManager -> {
            names.forEach(name -> producer.enqueue(name, "of " + name));
            return names;
        });

        assertThat(List.of(nextHandled(), nextHandled()))
                .containsExactlyInAnyOrder("of " + names.get(0), "of " + names.get(39));
    }

    @Test
    void aBurstOfJobsIsToldTogether() {
        Raquel producer = notified("producer");
        try (Eavesdropper others = new Eavesdropper(database)) {
            for (int i = 0; i < 1_000; i++) {
                producer.enqueue(QUEUE, "job");
            }
            producer.close();

            assertThat(others.heard())
                    .hasSizeBetween(1, 250)
                    .allSatisfy(text -> assertThat(text).endsWith("&queue=" + QUEUE));
        }
    }

    @Test
    void whatIsRolledBackOrStartsLaterIsNotTold() {
        Raquel producer = notified("producer");
        try (Eavesdropper others = new Eavesdropper(database)) {
            assertThat(catchThrowable(() -> producer.inTransaction(entityManager -> {
                        producer.enqueue("rolled.back", "never");
                        throw new IllegalStateException("rolled back");
                    })))
                    .hasMessage("rolled back");
            producer.enqueue(JobRequest.of("later").withQueue("later").withDelay(Duration.ofMinutes(1)));
            producer.enqueue("committed", "now");
            producer.close();

            assertThat(others.heard())
                    .isNotEmpty()
                    .allSatisfy(text -> assertThat(text).endsWith("&queue=committed"));
        }
    }

    @Test
    void aNodeThatIsNotToldToDoesNothing() {
        Raquel silent = node(ofDatabaseTime("silent"));
        Subscription subscription = subscribed(silent, QUEUE);
        try (Eavesdropper others = new Eavesdropper(database)) {
            silent.enqueue(QUEUE, "its own");
            assertThat(nextHandled()).isEqualTo("its own");
            silent.enqueue("elsewhere", "waits");

            assertThat(others.heard()).isEmpty();
        }
        pool().requireNoConnectionInUse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("raquel-notif"));
        subscription.stop();
    }

    @Test
    void textsOfStrangersHarmNothing() {
        Raquel producer = notified("producer");
        listening(QUEUE);
        try (Eavesdropper others = new Eavesdropper(database);
                CapturedLog log = new CapturedLog()) {
            List.of(
                            "",
                            "garbage",
                            "&&=&=",
                            "queue=%zz",
                            "queue=" + "x".repeat(7_000),
                            "queue=" + QUEUE + "&at=-9223372036854775808",
                            "queue=" + QUEUE + "&at=9223372036854775807",
                            "queue=" + QUEUE + "&at=12x",
                            "queue=\u00e4\u00f6",
                            "{\"queue\": [\"contract\"]}")
                    .forEach(others::tell);
            for (int i = 0; i < 3; i++) {
                producer.enqueue(QUEUE, "job " + i);
                assertThat(nextHandled()).isEqualTo("job " + i);
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void anybodyMayTellOfAJob() {
        listening(QUEUE);
        Raquel silent = node(ofDatabaseTime("silent"));
        try (Eavesdropper others = new Eavesdropper(database)) {
            silent.enqueue(QUEUE, "by name");
            others.tell("queue=" + QUEUE);
            assertThat(nextHandled()).isEqualTo("by name");

            silent.enqueue(QUEUE, "by no name");
            others.tell("");
            assertThat(nextHandled()).isEqualTo("by no name");
        }
    }

    /** As it seems to be due to a node whose reading of the database's time is a little behind. */
    @Test
    void aJobThatIsToldOfALittleTooEarlyIsFoundAllTheSame() {
        listening(QUEUE);
        Raquel silent = node(ofDatabaseTime("silent"));
        try (Eavesdropper others = new Eavesdropper(database)) {
            for (String text : List.of("queue=" + QUEUE, "")) {
                silent.enqueue(JobRequest.of(text).withQueue(QUEUE).withDelay(Duration.ofMillis(60)));
                others.tell(text);
                assertThat(nextHandled()).isEqualTo(text);
            }
        }
    }

    @Test
    void aConnectionThatIsLostIsReplacedAndWhatWasMissedIsFound() {
        Raquel producer = notified("producer");
        Raquel silent = node(ofDatabaseTime("silent"));
        listening(QUEUE);
        try (CapturedLog log = new CapturedLog()) {
            database.execute("select pg_terminate_backend(" + awaitListener() + ", 5000)");
            silent.enqueue(QUEUE, "missed");
            assertThat(nextHandled()).isEqualTo("missed");

            producer.enqueue(QUEUE, "heard");
            assertThat(nextHandled()).isEqualTo("heard");
            assertThat(log.from(Level.INFO).stream().filter(line -> line.contains("Listening")))
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("failed"))
                    .anySatisfy(line -> assertThat(line).contains("works again"));
        }
    }

    @Test
    void aMessageThatCannotBeSentHarmsNobody() {
        Raquel producer = notified("producer");
        producer.enqueue(QUEUE, "first");
        try (Eavesdropper others = new Eavesdropper(database);
                CapturedLog log = new CapturedLog()) {
            others.heard();
            database.execute("revoke execute on function pg_catalog.pg_notify(text, text) from public");
            database.execute("create role plain login password 'plain'");
            database.execute("grant select, insert, update on jobs to plain");
            try (Pool pool = new Pool(database, 5, "plain", "plain");
                    EntityManagerFactory plain = unit(pool)) {
                Raquel refused = Raquel.over(plain).notifyNodes(true).build();
                refused.enqueue(QUEUE, "second");
                await().until(() -> !log.warnings().isEmpty());
                refused.enqueue(QUEUE, "third");
                refused.close();
            } finally {
                database.execute("grant execute on function pg_catalog.pg_notify(text, text) to public");
                database.execute("drop owned by plain");
                database.execute("drop role plain");
            }
            assertThat(log.warnings()).singleElement().asString().contains("Notifying other nodes of jobs failed");
            assertThat(others.heard()).isEmpty();
            assertThat(jobs()).isEqualTo(3);
        }
    }

    @Test
    void stoppingEndsThreadAndConnectionSoon() {
        Subscription subscription = listening(QUEUE);
        long began = System.nanoTime();
        subscription.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        assertThat(listeners()).isZero();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("raquel-notified")));
        pool().requireNoConnectionInUse();
    }

    @Test
    void soItDoesWhileTheDatabaseIsAway() {
        try (TestDatabase away = another().migrate();
                Pool pool = new Pool(away, 5);
                EntityManagerFactory own = unit(pool);
                CapturedLog log = new CapturedLog()) {
            String name = away.jdbcUrl().replaceAll(".*/|\\?.*", "");
            Raquel node = Raquel.over(own)
                    .notifyNodes(true)
                    .pollInterval(Duration.ofHours(1))
                    .build();
            Subscription subscription = subscribed(node, QUEUE);
            await().until(() -> pool.inUse() == 1);
            database.execute("alter database " + name + " allow_connections false");
            database.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            await().until(() -> log.warnings().stream().anyMatch(line -> line.contains("Listening")));

            long began = System.nanoTime();
            subscription.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            pool.requireNoConnectionInUse();
            node.close();
        }
    }

    abstract TestDatabase another();

    private Raquel.Builder ofDatabaseTime(String name) {
        return Raquel.over(factory())
                .nodeName(name)
                .pollInterval(Duration.ofHours(1))
                .shutdownTimeout(Duration.ofSeconds(20));
    }

    private Raquel notified(String name) {
        return node(ofDatabaseTime(name).notifyNodes(true));
    }

    /** A node that has looked at these queues for the first time, and hears. */
    private Subscription listening(String... queues) {
        Raquel node = notified("listener");
        Subscription subscription = null;
        for (String queue : queues) {
            subscription = subscribed(node, queue);
        }
        awaitListener();
        quiet(node(ofDatabaseTime("quieter").notifyNodes(true)), queues);
        return Objects.requireNonNull(subscription);
    }

    /** Lets each queue be looked at once, so that nothing but a message makes its node look again. */
    private void quiet(Raquel producer, String... queues) {
        for (String queue : queues) {
            producer.enqueue(queue, "quiet");
            assertThat(nextHandled()).isEqualTo("quiet");
        }
    }

    private Subscription subscribed(Raquel node, String queue) {
        JobHandler<String> handler = job -> handled.add(job.payload());
        return node.subscribe(SubscribeOptions.of(queue, String.class).withConcurrency(1), handler)
                .start();
    }

    private String nextHandled() {
        try {
            String next = handled.poll(20, TimeUnit.SECONDS);
            assertThat(next).describedAs("a job is handled without polling").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The backend of the listening node, once there is one. */
    private long awaitListener() {
        await().until(() -> listeners() == 1);
        return count("select pid from pg_stat_activity where " + LISTENER);
    }

    private long listeners() {
        return count("select count(*) from pg_stat_activity where " + LISTENER);
    }

    private static final String LISTENER =
            "datname = current_database() and query like 'listen \"raquel.%' and state = 'idle'";

    private static Throwable catchThrowable(Runnable work) {
        return org.assertj.core.api.Assertions.catchThrowable(work::run);
    }
}
