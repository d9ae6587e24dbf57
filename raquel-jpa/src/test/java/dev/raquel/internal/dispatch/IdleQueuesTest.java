package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.ApplicationUnit;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.internal.Node;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many queues of a node in which nothing happens. */
class IdleQueuesTest {

    private static final int QUEUES = 100;

    private final TestDatabase database = PostgresDatabase.fresh();
    private final NotedStatements noted = new NotedStatements();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private EntityManagerFactory factory;
    private Node node;
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    @BeforeEach
    void start() {
        database.migrate();
        factory = ApplicationUnit.over(
                database, "application", Map.of("hibernate.session_factory.statement_inspector", noted));
        LocalTransactions transactions = new LocalTransactions(factory);
        node = LocalNodes.node(
                factory, transactions, DispatcherSettings.defaults().withPollInterval(Duration.ofMillis(100)));
        start(IntStream.range(0, QUEUES).mapToObj(i -> handler("q" + i)).toList());
    }

    private static QueueHandler handler(String queue) {
        return new QueueHandler(queue, String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's");
    }

    private void start(List<QueueHandler> handlers) {
        Dispatcher dispatcher = node.subscribe(handlers, executor, Thread::new);
        dispatcher.start();
        dispatchers.add(dispatcher);
    }

    @AfterEach
    void stop() {
        dispatchers.forEach(Dispatcher::stop);
        executor.shutdown();
        factory.close();
        database.close();
    }

    private List<String> searches() {
        return noted.sent().stream()
                .filter(sql -> sql.contains("due_at between"))
                .toList();
    }

    private long searchesOfSingleQueues() {
        return searches().stream().filter(sql -> !sql.contains("queue in (")).count();
    }

    @Test
    void areAskedForInOneStatement() {
        await().until(() -> searches().size() >= QUEUES + 10);

        assertThat(searchesOfSingleQueues()).as("once each, at the start").isEqualTo(QUEUES);
    }

    @Test
    void areAskedForInOneStatementIfTheyHaveDispatchersOfTheirOwn() {
        int more = 20;
        IntStream.range(0, more).forEach(i -> start(List.of(handler("own" + i))));

        await().until(() -> searches().size() >= QUEUES + more + 20);

        assertThat(searchesOfSingleQueues())
                .as("once each, at the start; a few if two dispatchers look at the same moment")
                .isBetween((long) QUEUES + more, QUEUES + more + 5L);
        assertThat(noted.sent().stream().filter(sql -> sql.contains("claimed_at<")))
                .as("looks for lost claims")
                .hasSize(1);
    }

    @Test
    void areFoundIfAnotherDispatcherAsksForThem() {
        start(List.of(handler("own")));
        await().until(() -> searches().size() >= QUEUES + 10);

        database.execute("insert into jobs (queue, payload) values ('own', 'x')");

        await().until(() -> node.service().count("own", JobStatus.SUCCESS) == 1);
    }

    @Test
    void aJobThatComesByPlainSqlIsFoundAllTheSame() {
        await().until(() -> searches().size() >= QUEUES + 2);

        database.execute("insert into jobs (queue, payload) values ('q42', 'x'), ('q43', 'x')");

        await().until(() -> node.service().count("q42", JobStatus.SUCCESS) == 1);
        await().until(() -> node.service().count("q43", JobStatus.SUCCESS) == 1);
    }

    @Test
    void anEnqueuedJobWakesItsQueueAlone() {
        await().until(() -> searches().size() >= QUEUES + 2);

        JobInfo job = node.service().enqueue("q7", "x");

        await().until(() -> node.service().get(job.id()).orElseThrow().status() == JobStatus.SUCCESS);
    }
}
