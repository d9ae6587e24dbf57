package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Jobs and the application's data commit together. */
abstract class EnqueueContract extends ServerContract {

    EnqueueContract() {
        super(Shop.class);
    }

    /** The application. */
    @ApplicationScoped
    static class Shop {

        @Inject
        RaquelService raquel;

        @Inject
        EntityManager data;

        @Transactional
        JobInfo order(String note) {
            data.persist(new Note(note));
            return raquel.enqueue("orders", note);
        }

        @Transactional
        void orderAndFail(String note) {
            order(note);
            throw new IllegalStateException("out of stock");
        }

        @Transactional(TxType.SUPPORTS)
        JobInfo ask() {
            return raquel.enqueue("questions", null);
        }

        @Transactional(TxType.NEVER)
        JobInfo gossip() {
            return raquel.enqueue("gossip", null);
        }
    }

    @Test
    void theJobIsThereOnceTheBusinessMethodHasCommitted() {
        String note = unique();

        JobInfo job = server.bean(Shop.class).order(note);

        assertThat(read(job)).isEqualTo(job);
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.payload()).isEqualTo(note);
        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void noCommitNoJob() {
        String note = unique();

        assertThatIllegalStateException()
                .isThrownBy(() -> server.bean(Shop.class).orderAndFail(note))
                .withMessage("out of stock");

        assertThat(server.count("jobs where payload = '" + note + "'")).isZero();
        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void nobodyElseSeesTheJobBeforeTheCommit() throws Exception {
        UUID job = inTransaction(() -> {
            UUID id = raquel.enqueue("orders", null).id();
            assertThat(isWritten(id)).isFalse();
            assertThat(raquel.get(id)).as("in the same transaction").isPresent();
            return id;
        });

        assertThat(isWritten(job)).isTrue();
    }

    @Test
    void withoutATransactionItCommitsOneOfItsOwn() {
        assertThat(isWritten(raquel.enqueue("orders", null).id())).isTrue();
    }

    @Test
    void whatTheCallersAnnotationForbidsOthersIsNotForbiddenToUs() {
        assertThat(isWritten(server.bean(Shop.class).ask().id())).isTrue();
        assertThat(isWritten(server.bean(Shop.class).gossip().id())).isTrue();
    }

    @Test
    void clearingThePersistenceContextLosesNoJob() throws Exception {
        String lost = unique();

        UUID job = inTransaction(() -> {
            data.persist(new Note(lost));
            UUID id = raquel.enqueue("orders", null).id();
            data.clear();
            return id;
        });

        assertThat(isWritten(lost)).isFalse();
        assertThat(isWritten(job)).isTrue();
    }

    @Test
    void manyJobsInOneTransaction() throws Exception {
        List<UUID> jobs = inTransaction(() -> {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                ids.add(raquel.enqueue("orders", i).id());
            }
            return ids;
        });

        assertThat(jobs).hasSize(120).allMatch(this::isWritten);
    }

    @Test
    void badInputWritesNothingAndSparesTheTransaction() throws Exception {
        String note = unique();

        inTransaction(() -> {
            data.persist(new Note(note));
            assertThatIllegalArgumentException().isThrownBy(() -> raquel.enqueue(" ", note));
            assertThatIllegalArgumentException().isThrownBy(() -> raquel.enqueue("orders", new Object()));
            return null;
        });

        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void nothingLastsInATransactionThatIsMarkedForRollback() throws Exception {
        long before = server.count("jobs");
        server.user().begin();
        server.user().setRollbackOnly();

        Throwable refused = catchThrowable(() -> raquel.enqueue("orders", null));
        server.user().rollback();

        assertThat(refused).isNotNull();
        assertThat(server.count("jobs")).isEqualTo(before);
    }

    @Test
    void nothingIsWrittenOutsideATransactionThatHasTimedOut() throws Exception {
        long before = server.count("jobs");
        server.user().setTransactionTimeout(1);
        try {
            server.user().begin();
            await().pollInSameThread().until(() -> server.user().getStatus() == Status.STATUS_ROLLEDBACK);
            assertThatIllegalStateException()
                    .isThrownBy(() -> raquel.enqueue("orders", null))
                    .withMessageContaining("timeout");
        } finally {
            server.user().rollback();
            server.user().setTransactionTimeout(0);
        }

        assertThat(server.count("jobs")).isEqualTo(before);
    }
}
