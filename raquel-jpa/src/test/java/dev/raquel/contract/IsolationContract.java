package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application whose transactions are more isolated than the queue needs. */
interface IsolationContract extends Contract {

    /** The work of one test, with a node whose transactions are of this isolation. */
    private void at(TransactionIsolation isolation, java.util.function.Consumer<Raquel> work) {
        try (Pool pool = new Pool(q().database, 10, isolation);
                EntityManagerFactory factory = QueueFixture.unit(pool);
                Raquel node = Raquel.over(factory)
                        .clock(q().clock)
                        .pollInterval(Duration.ofHours(1))
                        .build()) {
            work.accept(node);
            pool.requireNoConnectionInUse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPEATABLE_READ", "SERIALIZABLE"})
    default void aHandlerThatOutlivesRenewalsStillSettles(TransactionIsolation isolation) {
        List<String> runs = new ArrayList<>();
        at(isolation, node -> {
            JobInfo job = node.enqueue(QueueFixture.QUEUE, "effect");
            try (CapturedLog log = new CapturedLog();
                    Subscription handler =
                            node.<String>subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {
                                runs.add(running.payload());
                                readTheTable(node.entityManager());
                                renewAndLookForLostClaims(running.info());
                                node.entityManager().persist(new Effect(running.payload()));
                            })) {
                assertThat(node.drain(QueueFixture.QUEUE)).isOne();
                assertThat(log.warnings())
                        .singleElement()
                        .asString()
                        .contains(isolation.name().replace('_', ' '), "READ COMMITTED", "transaction-isolation");
            }
            assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(q().read(job).attempts()).isOne();
        });
        assertThat(runs).containsExactly("effect");
        assertThat(q().written("effect")).isTrue();
    }

    /**
     * From then on a transaction of REPEATABLE READ sees the table as it was, and may not write what was changed since.
     */
    private static void readTheTable(EntityManager entityManager) {
        entityManager.createQuery("select count(j) from RaquelJob j").getSingleResult();
    }

    private void renewAndLookForLostClaims(JobInfo job) {
        q().clock.advance(Duration.ofMinutes(5));
        long now = q().clock.millis();
        assertThat(q().leases().renew(Map.of(job.id(), String.valueOf(job.claimedBy())), now))
                .isEmpty();
        assertThat(q().leases().reclaim(now - Duration.ofMinutes(1).toMillis(), List.of(), 10))
                .isEmpty();
    }

    @Test
    default void itIsSaidOnceForAllJobs() {
        at(TransactionIsolation.REPEATABLE_READ, node -> {
            try (CapturedLog log = new CapturedLog();
                    Subscription handler = node.subscribe(
                                    SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> {})
                            .start()) {
                await("said at the start, before there is a job")
                        .until(() -> !log.warnings().isEmpty());
                JobInfo last = node.enqueue(QueueFixture.QUEUE, "x");
                for (int i = 0; i < 5; i++) {
                    q().awaitStatus(last, JobStatus.SUCCESS);
                    last = node.enqueue(QueueFixture.QUEUE, "x");
                }
                q().awaitStatus(last, JobStatus.SUCCESS);
                assertThat(log.warnings()).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Handling.class)
    default void readCommittedIsFine(Handling handling) {
        q().enqueued();
        try (CapturedLog log = new CapturedLog();
                Subscription handler = q().handle(handling, running -> {})) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
            assertThat(log.warnings()).isEmpty();
        }
    }
}
