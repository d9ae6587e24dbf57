package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.Subscription;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Array;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** Transactions that the caller begins and ends on an entity manager of its own. */
interface JoiningContract extends Contract {

    @Test
    default void aJobCommitsWithTheCallersEntityManager() {
        CountDownLatch handled = new CountDownLatch(1);
        try (EntityManager entityManager = q().factory().createEntityManager();
                Subscription handler = q().handle(job -> handled.countDown()).start()) {
            entityManager.getTransaction().begin();
            entityManager.persist(new Effect("order"));
            q().raquel.joining(entityManager).enqueue(QueueFixture.QUEUE, "x");
            entityManager.flush();
            entityManager.clear();
            assertThat(q().jobs()).isZero();

            entityManager.getTransaction().commit();

            q().pass(handled);
            assertThat(q().written("order")).isTrue();
        }
    }

    @Test
    default void aJobIsRolledBackWithTheCallersEntityManager() {
        AtomicInteger handled = new AtomicInteger();
        try (EntityManager entityManager = q().factory().createEntityManager();
                Subscription handler = q().handle(job -> handled.incrementAndGet())) {
            RaquelService joined = q().raquel.joining(entityManager);
            entityManager.getTransaction().begin();
            joined.enqueue(QueueFixture.QUEUE, "x");
            entityManager.getTransaction().rollback();
            assertThat(q().jobs()).isZero();

            entityManager.getTransaction().begin();
            JobInfo job = joined.enqueue(QueueFixture.QUEUE, "y");
            assertThat(joined.get(job.id())).isPresent();
            assertThat(q().raquel.get(job.id())).isEmpty();
            entityManager.getTransaction().commit();

            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
    }

    @Test
    default void aClaimIsSettledTogetherWithTheCallersWrites() {
        JobInfo job = q().enqueued();
        Claim claim = q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            entityManager.getTransaction().begin();
            entityManager.persist(new Effect("invoice"));
            q().raquel.joining(entityManager).resolve(claim);
            entityManager.getTransaction().rollback();
            assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);

            entityManager.getTransaction().begin();
            entityManager.persist(new Effect("invoice"));
            q().raquel.joining(entityManager).resolve(claim);
            entityManager.getTransaction().commit();
        }
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().written("invoice")).isTrue();
    }

    @Test
    default void withoutATransactionThereIsNothingToJoin() {
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> q().raquel.joining(entityManager).enqueue(QueueFixture.QUEUE, "x"))
                    .withMessageContaining("begin");
        }
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void anotherUnitsEntityManagerIsRefused() {
        try (EntityManagerFactory other = dev.raquel.ApplicationUnit.over(q().database);
                EntityManager entityManager = other.createEntityManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> q().raquel.joining(entityManager))
                    .withMessageContaining("another persistence unit");
        }
    }

    @Test
    default void aCallersTransactionAndOneOfOursDoNotMix() {
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            entityManager.getTransaction().begin();
            q().raquel.inTransaction(ours -> {
                q().raquel.joining(entityManager).enqueue("callers", "x");
                return q().raquel.enqueue("ours", "x");
            });
            assertThat(q().raquel.queues()).containsExactly("ours");
            entityManager.getTransaction().commit();
            assertThat(q().raquel.queues()).containsExactly("callers", "ours");
        }
    }

    @Test
    default void anEntityManagerThatLivesLongGathersNothing() {
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            joinOnce(entityManager);
            int listeners = listeners(entityManager);

            IntStream.range(0, 20).forEach(i -> joinOnce(entityManager));

            assertThat(listeners(entityManager)).isEqualTo(listeners);
        }
        assertThat(q().jobs()).isEqualTo(21);
    }

    private void joinOnce(EntityManager entityManager) {
        entityManager.getTransaction().begin();
        q().raquel.joining(entityManager).enqueue(QueueFixture.QUEUE, "x");
        entityManager.getTransaction().commit();
    }

    /** Hibernate tells nobody how many a session has. */
    private static int listeners(EntityManager entityManager) {
        Object[] listeners = new Object[1];
        assertThat(entityManager.unwrap(SharedSessionContractImplementor.class).getEventListenerManager())
                .extracting("listeners")
                .satisfies(found -> listeners[0] = found);
        return Array.getLength(listeners[0]);
    }

    @Test
    default void asynchronousCallsLeaveTheCallersTransactionAlone() {
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            RaquelService joined = q().raquel.joining(entityManager);
            JobInfo job = joined.async()
                    .enqueue(QueueFixture.QUEUE, "x")
                    .toCompletableFuture()
                    .join();
            assertThat(q().raquel.get(job.id())).isPresent();

            entityManager.getTransaction().begin();
            joined.enqueue(QueueFixture.QUEUE, "y");
            assertThat(joined.async()
                            .count(JobQuery.all())
                            .toCompletableFuture()
                            .join())
                    .isOne();
            assertThatIllegalStateException()
                    .isThrownBy(() -> joined.async().enqueue(QueueFixture.QUEUE, "z"))
                    .withMessageContaining("inside a transaction");
            entityManager.getTransaction().rollback();
        }
    }
}
