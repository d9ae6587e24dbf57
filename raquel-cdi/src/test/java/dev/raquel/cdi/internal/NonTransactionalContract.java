package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.cdi.internal.HandlingContract.Ledger;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a job whose handler runs without a transaction, and of what the handler wrote. */
abstract class NonTransactionalContract extends ServerContract {

    NonTransactionalContract() {
        super(Scripted.class, Ledger.class);
    }

    @Test
    void theHandlerRunsWithoutATransactionAndTheJobIsClaimedMeanwhile() {
        JobInfo job = run((running, data) -> {
            assertThat(server.user().getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(server.connectionsInUse()).isZero();
            assertThat(server.count("jobs where id = '" + running.id() + "' and status = 'claimed'"))
                    .isOne();
        });

        assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(job.attempts()).isOne();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of("success", script((job, data) -> {}), JobStatus.SUCCESS),
                Arguments.of("fail", script((job, data) -> job.fail("no")), JobStatus.FAILED),
                Arguments.of("giveUp", script((job, data) -> job.giveUp("no")), JobStatus.EXHAUSTED),
                Arguments.of("reschedule", script((job, data) -> job.reschedule(Duration.ofDays(1))), JobStatus.QUEUED),
                Arguments.of("reject", script((job, data) -> job.reject()), JobStatus.QUEUED),
                Arguments.of("cancel", script((job, data) -> job.cancel()), JobStatus.CANCELLED),
                Arguments.of(
                        "exception",
                        script((job, data) -> {
                            throw new IllegalStateException("no");
                        }),
                        JobStatus.FAILED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void outcomes(String name, Scripted.Script outcome, JobStatus status) {
        String note = unique();

        JobInfo job = run((running, data) -> {
            server.bean(Ledger.class).record(note);
            outcome.run(running, data);
        });

        assertThat(job.status()).isEqualTo(status);
        assertThat(job.attempts()).isOne();
        assertThat(isWritten(note)).as("what the handler committed itself").isTrue();
    }

    @Test
    void aTransactionThatIsLeftOpenIsRolledBackAndAFailure() {
        String note = unique();

        JobInfo job = run((running, data) -> {
            server.user().begin();
            data.persist(new Note(note));
            data.flush();
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("without ending a transaction");
        assertThat(isWritten(note)).isFalse();
    }

    @Test
    void anExceptionInATransactionThatIsLeftOpenIsWhatIsRecorded() {
        JobInfo job = run((running, data) -> {
            server.user().begin();
            throw new IllegalStateException("out of paper");
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("out of paper");
    }

    @Test
    void anExceptionThatCannotBeReadIsAFailureAllTheSame() {
        JobInfo job = run((running, data) -> {
            throw new Unreadable();
        });

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.error()).contains("Unreadable");
    }

    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("the cause is gone");
        }
    }

    private static Scripted.Script script(Scripted.Script script) {
        return script;
    }

    /** Runs this for one job, in a handler, and says what became of the job. */
    private JobInfo run(Scripted.Script script) {
        JobInfo job = raquel.enqueue(Scripted.OUTSIDE, Scripted.payload(script));
        assertThat(raquel.drain(Scripted.OUTSIDE)).isOne();
        JobInfo after = read(job);
        raquel.cancel(job.id()); // nor shall its retry meet the next test
        return after;
    }
}
