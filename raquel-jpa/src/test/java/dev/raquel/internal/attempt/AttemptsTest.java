package dev.raquel.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

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
