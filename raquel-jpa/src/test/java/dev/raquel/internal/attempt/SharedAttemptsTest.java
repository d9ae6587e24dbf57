package dev.raquel.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.Handling;
import dev.raquel.JobStatus;
import dev.raquel.internal.held.HeldJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that are run together. */
class SharedAttemptsTest {

    private final AttemptFixture fixture = new AttemptFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anErrorWhileOneOfThemIsSettledHoldsNoOther() {
        List<HeldJob> jobs = fixture.held(3);
        QueueHandler handler = AttemptFixture.handler(
                Handling.NON_TRANSACTIONAL,
                Calls.ofLists(
                        list -> {
                            list.forEach(job -> job.reschedule(Duration.ZERO)); // which is settled at once
                            fixture.beforeTransactions = this::failOnce;
                        },
                        3));
        List<HeldJob> done = new ArrayList<>();
        try (CapturedLog log = new CapturedLog()) {
            List<HeldJob> alone = fixture.attempts.shared().run(handler, jobs, (job, after) -> done.add(job));

            assertThat(alone).isEmpty();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains(jobs.get(0).claim().id().toString(), "left to its lease");
        }
        assertThat(done).containsExactlyElementsOf(jobs);
        assertThat(jobs)
                .extracting(job -> fixture.read(job).status())
                .containsExactly(JobStatus.CLAIMED, JobStatus.QUEUED, JobStatus.QUEUED);
    }

    @Test
    void leasesAreRenewedWhileTheyRunUnlessTheirRowsAreLocked() {
        for (Handling handling : Handling.values()) {
            List<HeldJob> jobs = fixture.held(2);
            List<Boolean> renewed = new ArrayList<>();
            Calls noted = Calls.ofLists(list -> jobs.forEach(job -> renewed.add(job.needsItsLease())), 2);

            fixture.attempts.shared().run(AttemptFixture.handler(handling, noted), jobs, (job, after) -> {});

            boolean locked = handling == Handling.TRANSACTIONAL_LOCKED;
            assertThat(renewed).as(handling.name()).containsExactly(!locked, !locked);
            fixture.database.execute("delete from jobs");
        }
    }

    private void failOnce() {
        fixture.beforeTransactions = () -> {};
        throw new InternalError("the test's");
    }
}
