package dev.raquel.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements a job costs. */
abstract class StatementsContract {

    private static final int JOBS = 40;
    private static final String QUEUE = "q";

    private final NotedStatements noted = new NotedStatements();
    private final List<String> sent = noted.sent();
    private TestDatabase database;
    private EntityManagerFactory factory;
    private Raquel raquel;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database().migrate();
        factory = Persistence.createEntityManagerFactory(
                "application",
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        database.dataSource(),
                        "hibernate.session_factory.statement_inspector",
                        noted));
        raquel = Raquel.over(factory).pollInterval(Duration.ofHours(1)).build();
        raquel.count(QUEUE, JobStatus.QUEUED); // asks for the time, and whatever else is asked once
        raquel.enqueue(QUEUE, "first");
        raquel.subscribe(SubscribeOptions.of(QUEUE, String.class), job -> {}).close();
    }

    @AfterEach
    void close() {
        raquel.close();
        factory.close();
        database.close();
    }

    private void enqueue(int jobs) {
        raquel.inTransaction(entityManager -> {
            for (int i = 0; i < jobs; i++) {
                raquel.enqueue(QUEUE, "x");
            }
            return null;
        });
    }

    /** What is sent while so many jobs are handled that were enqueued before, and the one of the set-up. */
    private List<String> sentFor(SubscribeOptions options) throws InterruptedException {
        enqueue(JOBS - 1);
        CountDownLatch handled = new CountDownLatch(JOBS);
        sent.clear();
        try (Subscription subscription =
                raquel.subscribe(options, job -> handled.countDown()).start()) {
            assertThat(handled.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(raquel.count(QUEUE, JobStatus.SUCCESS)).isEqualTo(JOBS);
        return new ArrayList<>(sent);
    }

    private static long settlements(List<String> statements) {
        return statements.stream()
                .filter(sql -> sql.startsWith("update") && sql.contains("finished_at="))
                .count();
    }

    private static long claims(List<String> statements) {
        return statements.stream()
                .filter(sql -> sql.startsWith("update") && sql.contains("expires_at=case"))
                .count();
    }

    @Test
    void enqueueingIsOneInsert() {
        sent.clear();
        raquel.inTransaction(entityManager -> raquel.enqueue(QUEUE, "x"));

        assertThat(sent).singleElement().asString().startsWith("insert into jobs");
    }

    @ParameterizedTest
    @CsvSource({"1000, 2", "1001, 3"})
    void enqueueingManyIsAnInsertForFiveHundred(int jobs, int inserts) {
        sent.clear();
        raquel.enqueueAll(
                Stream.generate(() -> JobRequest.of("x").withQueue(QUEUE)).limit(jobs));

        assertThat(sent).hasSize(inserts).allMatch(sql -> sql.startsWith("insert into jobs"));
    }

    @Test
    void aJobIsSettledByOneUpdateAndClaimsServeMany() throws InterruptedException {
        List<String> statements = sentFor(SubscribeOptions.of(QUEUE, String.class));

        assertThat(settlements(statements)).isEqualTo(JOBS);
        assertThat(claims(statements)).isLessThan(JOBS);
    }

    @Test
    void jobsThatShareATransactionAreSettledByOneUpdate() throws InterruptedException {
        List<String> statements = sentFor(
                SubscribeOptions.of(QUEUE, String.class).withConcurrency(1).withPerTransaction(JOBS));

        assertThat(settlements(statements)).isOne();
        assertThat(claims(statements)).isOne();
    }

    @Test
    void jobsWithoutATransactionAreSettledTogether() throws InterruptedException {
        List<String> statements =
                sentFor(SubscribeOptions.of(QUEUE, String.class).withHandling(Handling.NON_TRANSACTIONAL));

        assertThat(settlements(statements)).isLessThan(JOBS);
    }
}
