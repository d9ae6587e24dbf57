package dev.raquel.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.held.HeldJob;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An attempt, and the lease of its job. */
class AttemptsTest {

    private final AttemptFixture fixture = new AttemptFixture();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.close();
    }

    private QueueHandler handler(Handling handling) {
        return AttemptFixture.handler(handling, Calls.ofEach(job -> runs.incrementAndGet(), 1));
    }

    private void takenByAnotherNode() {
        fixture.database.execute("update jobs set claimed_by = 'another node'");
    }

    /** It will not be in the row. */
    @Test
    void anErrorThatCannotBeWrittenBecauseTheClaimWasLostIsLogged() {
        HeldJob job = fixture.held(1).get(0);
        Calls fails = Calls.ofEach(
                running -> {
                    takenByAnotherNode();
                    throw new IllegalStateException("no such account");
                },
                1);
        try (CapturedLog log = new CapturedLog()) {
            fixture.attempts.run(AttemptFixture.handler(Handling.NON_TRANSACTIONAL, fails), job, after -> {});

            assertThat(log.warnings())
                    .anyMatch(line -> line.contains("java.lang.IllegalStateException; level DEBUG")
                            && line.contains(job.claim().id().toString()))
                    .noneMatch(line -> line.contains("no such account"));
        }
    }

    /** Whoever runs the job next finds the same, and writes it. */
    @Test
    void whatIsWrongWithAPayloadIsNotLogged() {
        HeldJob job = fixture.held(1).get(0);
        takenByAnotherNode();
        QueueHandler numbers =
                new QueueHandler("q", Integer.class, Handling.TRANSACTIONAL, 1, running -> {}, "the test's handler");
        try (CapturedLog log = new CapturedLog()) {
            fixture.attempts.run(numbers, job, after -> {});

            assertThat(log.warnings()).singleElement().asString().contains("was taken from claim");
        }
    }

    @Test
    void aLeaseIsRenewedUntilTheRowOfItsJobIsLocked() {
        for (Handling handling : Handling.values()) {
            HeldJob job = fixture.held(1).get(0);
            AtomicBoolean before = new AtomicBoolean();
            AtomicBoolean within = new AtomicBoolean();
            fixture.beforeTransactions = () -> before.compareAndSet(false, job.needsItsLease());
            Calls noted = Calls.ofEach(running -> within.set(job.needsItsLease()), 1);

            fixture.attempts.run(AttemptFixture.handler(handling, noted), job, after -> {});

            assertThat(before.get()).as(handling + " waits for a connection").isTrue();
            assertThat(within.get()).as(handling.name()).isEqualTo(handling != Handling.TRANSACTIONAL_LOCKED);
            assertThat(fixture.read(job).status()).isEqualTo(JobStatus.SUCCESS);
            fixture.database.execute("delete from jobs");
        }
    }

    /** The renewal has found out that another node has it. */
    @Test
    void aJobThatIsKnownToBeLostIsNotBegun() {
        for (Handling handling : Handling.values()) {
            HeldJob job = fixture.held(1).get(0);
            job.lose();
            AtomicInteger told = new AtomicInteger();

            fixture.attempts.run(handler(handling), job, after -> {
                assertThat(after).isEmpty();
                told.incrementAndGet();
            });

            assertThat(runs).as(handling.name()).hasValue(0);
            assertThat(told).hasValue(1);
            assertThat(fixture.read(job).status()).isEqualTo(JobStatus.CLAIMED);
            fixture.database.execute("delete from jobs");
        }
    }
}
