package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** Somebody holds the rows of jobs for longer than others may wait for them, just when they are to be settled. */
interface LockTimeoutContract extends Contract {

    /** Not where the handler's transaction holds the row: there nobody else can. */
    @Test
    default void aLockTimeoutOnSettleIsNotTheHandlersFailure() throws Exception {
        AtomicInteger plainRuns = new AtomicInteger();
        AtomicInteger looseRuns = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch locked = new CountDownLatch(1);
        try (Pool pool = Pool.ofTheImpatient(q().database, 20);
                EntityManagerFactory factory = QueueFixture.unit(pool);
                Raquel node = q().builderOver(factory).build();
                RefusedStatements refused = new RefusedStatements();
                CapturedLog log = new CapturedLog()) {
            List<JobInfo> jobs = node.inTransaction(entityManager -> List.of(
                    node.enqueue("plain", "plain"),
                    node.enqueue("loose", "loose"),
                    node.enqueue("shared", "shared 1"),
                    node.enqueue("shared", "shared 2")));
            SubscribeOptions plain = SubscribeOptions.of("plain", String.class);
            node.subscribe(plain, (Job<String> job) -> {
                        plainRuns.incrementAndGet();
                        node.entityManager().persist(new Effect(job.payload()));
                        begun.countDown();
                        q().pass(locked);
                    })
                    .start();
            node.subscribe(
                            SubscribeOptions.of("loose", String.class).withHandling(Handling.NON_TRANSACTIONAL),
                            (Job<String> job) -> {
                                looseRuns.incrementAndGet();
                                begun.countDown();
                                q().pass(locked);
                            })
                    .start();
            node.<String>subscribeToBatches(
                            SubscribeOptions.of("shared", String.class)
                                    .withConcurrency(1)
                                    .withPerTransaction(2),
                            list -> {
                                for (Job<String> job : list) {
                                    node.entityManager().persist(new Effect(job.payload()));
                                    begun.countDown();
                                }
                                q().pass(locked);
                            })
                    .start();
            q().pass(begun);
            try (Rival rival = new Rival(q().database, List.of("select id from jobs for update"))) {
                locked.countDown();
                await().until(() -> refused.threads() >= 3);
            }
            jobs.forEach(job -> q().awaitStatus(job, JobStatus.SUCCESS));

            assertThat(jobs).map(q()::read).allSatisfy(job -> {
                assertThat(job.attempts()).isOne();
                assertThat(job.failures()).isZero();
                assertThat(job.error()).isNull();
            });
            assertThat(log.from(Level.INFO)).noneMatch(line -> line.contains("settled"));
        }
        assertThat(plainRuns).as("its transaction was rolled back").hasValue(2);
        assertThat(looseRuns).as("it had ended already").hasValue(1);
        assertThat(q().count("select count(*) from effects")).isEqualTo(3);
    }
}
