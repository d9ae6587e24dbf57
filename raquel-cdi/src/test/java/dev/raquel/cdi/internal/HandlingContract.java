package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.coordinator.TxControl;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a job, and of what its handler wrote. */
abstract class HandlingContract extends ServerContract {

    HandlingContract() {
        super(Scripted.class, Ledger.class);
    }

    @ApplicationScoped
    static class Ledger {

        @Inject
        EntityManager data;

        @Transactional(TxType.REQUIRES_NEW)
        void record(String note) {
            data.persist(new Note(note));
        }

        @Transactional
        void refuse() {
            throw new IllegalStateException("refused");
        }
    }

    @Test
    void theHandlersWritesAndTheJobCommitTogether() {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            data.flush();
            assertThat(isWritten(note)).as("before the commit").isFalse();
            assertThat(server.count("jobs where id = '" + running.id() + "' and status = 'claimed'"))
                    .isOne();
        });

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(isWritten(note)).isTrue();
    }

    static Stream<Throwable> whateverIsThrown() {
        return Stream.of(
                new IllegalStateException("boom"), new IOException("disk full"), new LinkageError("no such class"));
    }

    @ParameterizedTest
    @MethodSource
    void whateverIsThrown(Throwable thrown) {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            data.flush();
            throw thrown;
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).isEqualTo(thrown.toString());
        assertThat(job.errorTrace()).startsWith(thrown.toString()).contains("HandlingContract");
        assertThat(job.failures()).isEqualTo(1);
        assertThat(job.scheduledAt()).isEqualTo(job.finishedAt().plusSeconds(1));
        assertThat(isWritten(note)).isFalse();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of("fail", script((job, data) -> job.fail("no")), JobStatus.FAILED, false),
                Arguments.of("giveUp", script((job, data) -> job.giveUp("no")), JobStatus.EXHAUSTED, false),
                Arguments.of(
                        "reschedule",
                        script((job, data) -> job.reschedule(Duration.ofDays(1))),
                        JobStatus.QUEUED,
                        true),
                Arguments.of("reject", script((job, data) -> job.reject()), JobStatus.QUEUED, false),
                Arguments.of("cancel", script((job, data) -> job.cancel()), JobStatus.CANCELLED, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outcomes(String name, Scripted.Script outcome, JobStatus status, boolean keepsWrites) {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            outcome.run(running, data);
        });

        assertThat(job.status()).isEqualTo(status);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(isWritten(note)).isEqualTo(keepsWrites);
    }

    @Test
    void successInATransactionMarkedForRollbackIsAFailureThatSaysSo() {
        String note = unique();

        JobInfo job = run((running, data) -> {
            data.persist(new Note(note));
            server.user().setRollbackOnly();
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("marked for rollback");
        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void swallowingWhatABusinessMethodThrewIsAFailureToo() {
        JobInfo job = run((running, data) -> {
            try {
                server.bean(Ledger.class).refuse();
            } catch (IllegalStateException ignored) {
                // as careless handlers do
            }
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("marked for rollback");
    }

    @Test
    void writesThatTheDatabaseRefusesAtTheCommit() {
        String note = unique();
        server.bean(Ledger.class).record(note);

        JobInfo job = run((running, data) -> data.persist(new Note(note)));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.errorTrace()).containsIgnoringCase("unique");
    }

    @Test
    void aHandlerThatEndsItsTransactionItself() {
        JobInfo job = run((running, data) -> server.user().commit());

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("ended before the handler did");
    }

    @Test
    void aHandlerThatOutlivesTheTransactionTimeout() {
        String note = unique();
        int usual = TxControl.getDefaultTimeout();
        TxControl.setDefaultTimeout(1);
        try {
            JobInfo job = run((running, data) -> {
                data.persist(new Note(note));
                data.flush();
                awaitTimeout(server.user());
            });

            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.error()).contains("timeout");
            assertThat(isWritten(note)).isFalse();
        } finally {
            TxControl.setDefaultTimeout(usual);
        }
    }

    @Test
    void whatIsWrittenInATransactionOfItsOwnStays() {
        String note = unique();

        run((running, data) -> {
            server.bean(Ledger.class).record(note);
            throw new IllegalStateException("after that");
        });

        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void jobsThatAHandlerEnqueuesGoWithItsTransaction() {
        String kept = unique();
        String lost = unique();

        run((running, data) -> raquel.enqueue("next", kept));
        run((running, data) -> {
            raquel.enqueue("next", lost);
            throw new IllegalStateException("after that");
        });

        assertThat(server.count("jobs where payload = '" + kept + "'")).isOne();
        assertThat(server.count("jobs where payload = '" + lost + "'")).isZero();
    }

    private static void awaitTimeout(UserTransaction user) {
        await().pollInSameThread().until(() -> user.getStatus() == Status.STATUS_ROLLEDBACK);
    }

    private static Scripted.Script script(Scripted.Script script) {
        return script;
    }

    /** Runs this for one job, in a handler, and says what became of the job. */
    private JobInfo run(Scripted.Script script) {
        JobInfo job = raquel.enqueue(Scripted.QUEUE, Scripted.payload(script));
        assertThat(raquel.drain(Scripted.QUEUE)).isEqualTo(1);
        JobInfo after = read(job);
        raquel.cancel(job.id()); // nor shall its retry meet the next test
        return after;
    }
}
