package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.Queue;
import dev.raquel.testing.TestDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observers of jobs that share a transaction, and of lists of jobs. */
abstract class TogetherContract {

    private static final int FEW = 5;
    private static final List<Object> TRANSACTIONS = new CopyOnWriteArrayList<>();
    private static final List<Integer> LENGTHS = new CopyOnWriteArrayList<>();
    private static final TransactionSynchronizationRegistry REGISTRY =
            new com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple();

    private InProcessServer server;

    abstract TestDatabase database();

    /** Lives for one job. */
    @RequestScoped
    static class Request {

        static final AtomicInteger BEGUN = new AtomicInteger();
        static final AtomicInteger ENDED = new AtomicInteger();

        @PostConstruct
        void begin() {
            BEGUN.incrementAndGet();
        }

        @PreDestroy
        void end() {
            ENDED.incrementAndGet();
        }

        void use() {}
    }

    @ApplicationScoped
    static class Together {

        void each(
                @Observes @Queue(value = "each", concurrency = 1, perTransaction = FEW) Job<String> job,
                EntityManager data,
                Request request) {
            request.use();
            TRANSACTIONS.add(REGISTRY.getTransactionKey());
            write(data, job.payload());
            if (job.payload().equals("bad")) {
                throw new IllegalStateException("no paper");
            }
        }

        void lists(
                @Observes @Queue(value = "lists", concurrency = 1, perTransaction = FEW) List<Job<String>> jobs,
                EntityManager data)
                throws Exception {
            LENGTHS.add(jobs.size());
            for (Job<String> job : jobs) {
                write(data, job.payload());
                if (job.payload().equals("bad")) {
                    throw new java.io.IOException("no paper");
                }
            }
        }

        void outside(
                @Observes @Queue(value = "outside", handling = Handling.NON_TRANSACTIONAL, concurrency = 1)
                        List<Job<String>> jobs) {
            LENGTHS.add(jobs.size());
            assertThat(REGISTRY.getTransactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        }

        private static void write(EntityManager data, String text) {
            data.createNativeQuery("insert into note values ('" + text + "')").executeUpdate();
        }
    }

    @BeforeEach
    void deploy() {
        TRANSACTIONS.clear();
        LENGTHS.clear();
        Request.BEGUN.set(0);
        Request.ENDED.set(0);
        server = new InProcessServer(database(), Together.class, Request.class);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<JobInfo> run(String queue, String... payloads) {
        List<JobInfo> jobs = server.transactions()
                .inNew(() -> IntStream.range(0, payloads.length)
                        .mapToObj(i -> server.raquel().enqueue(queue, payloads[i]))
                        .toList());
        server.start();
        await().until(() -> jobs.stream().allMatch(job -> read(job).attempts() > 0));
        return jobs.stream().map(this::read).toList();
    }

    private JobInfo read(JobInfo job) {
        return server.raquel().get(job.id()).orElseThrow();
    }

    @Test
    void manyShareATransactionEachInARequestOfItsOwn() {
        List<JobInfo> jobs = run("each", "a", "b", "c", "d", "e");

        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
        assertThat(TRANSACTIONS).hasSize(FEW).containsOnly(TRANSACTIONS.get(0));
        assertThat(server.count("note")).isEqualTo(FEW);
        assertThat(Request.BEGUN).hasValue(FEW);
        assertThat(Request.ENDED).hasValue(FEW);
    }

    @Test
    void oneThatFailsCostsTheOthersNothing() {
        List<JobInfo> jobs = run("each", "a", "b", "bad", "d", "e");

        assertThat(jobs)
                .extracting(JobInfo::status)
                .containsExactly(
                        JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.SUCCESS, JobStatus.SUCCESS);
        assertThat(jobs).extracting(JobInfo::attempts).containsOnly(1);
        assertThat(jobs.get(2).error()).contains("no paper");
        assertThat(server.count("note")).isEqualTo(FEW - 1);
    }

    @Test
    void aListIsHandledInOneTransaction() {
        List<JobInfo> jobs = run("lists", "a", "b", "c", "d", "e");

        assertThat(LENGTHS).containsExactly(FEW);
        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
        assertThat(server.count("note")).isEqualTo(FEW);
    }

    @Test
    void aListThatFailsIsRunAgainAsListsOfOne() {
        List<JobInfo> jobs = run("lists", "a", "bad", "c", "d", "e");

        assertThat(LENGTHS).containsExactly(FEW, 1, 1, 1, 1, 1);
        assertThat(jobs)
                .extracting(JobInfo::status)
                .containsExactly(
                        JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.SUCCESS);
        assertThat(jobs.get(1).error()).isEqualTo("java.io.IOException: no paper");
        assertThat(server.count("note")).isEqualTo(FEW - 1);
    }

    @Test
    void aListWithoutATransaction() {
        List<JobInfo> jobs = run("outside", "a", "b", "c");

        assertThat(LENGTHS).containsExactly(3);
        assertThat(jobs).extracting(JobInfo::error).containsOnlyNulls();
        assertThat(jobs).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
    }
}
