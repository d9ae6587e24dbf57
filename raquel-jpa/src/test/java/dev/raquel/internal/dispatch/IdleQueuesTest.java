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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many queues of one dispatcher in which nothing happens. */
class IdleQueuesTest {

    private static final int QUEUES = 100;

    private final TestDatabase database = PostgresDatabase.fresh();
    private final NotedStatements noted = new NotedStatements();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private EntityManagerFactory factory;
    private Node node;
    private Dispatcher dispatcher;

    @BeforeEach
    void start() {
        database.migrate();
        factory = ApplicationUnit.over(
                database, "application", Map.of("hibernate.session_factory.statement_inspector", noted));
        LocalTransactions transactions = new LocalTransactions(factory);
        node = LocalNodes.node(
                factory, transactions, DispatcherSettings.defaults().withPollInterval(Duration.ofMillis(100)));
        List<QueueHandler> handlers = IntStream.range(0, QUEUES)
                .mapToObj(i ->
                        new QueueHandler("q" + i, String.class, Handling.TRANSACTIONAL, 1, job -> {}, "the test's"))
                .toList();
        dispatcher = node.subscribe(handlers, executor, Thread::new);
        dispatcher.start();
    }

    @AfterEach
    void stop() {
        dispatcher.stop();
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
