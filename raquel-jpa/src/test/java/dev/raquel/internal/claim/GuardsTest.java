package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.RetryLimits;
import dev.raquel.internal.store.JobQueries;
import dev.raquel.testing.H2Database;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The conditions of updates that no race shows where {@code SKIP LOCKED} works, since the rows are locked before:
 * nothing is written if the row has changed since it was read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardsTest {

    private static final UUID ID = new UUID(0, 1);
    private static final long NOW = 1_000_000;

    private StoreFixture fixture;

    @BeforeAll
    void createDatabase() {
        fixture = new StoreFixture(H2Database.fresh());
    }

    @AfterAll
    void dropDatabase() {
        fixture.close();
    }

    @BeforeEach
    void emptyTable() {
        fixture.database.execute("delete from jobs");
    }

    @ParameterizedTest
    @CsvSource({
        "error = 'noted', true",
        "claimed_by = 'other', false",
        "status = 'success', false",
        "claimed_at = 1000001, false"
    })
    void renewingNeedsTheClaimAndNeverMakesItOlder(String change, boolean written) {
        inserted(JobStatus.CLAIMED);

        check(
                change,
                written,
                () -> fixture.transactions.with(session -> session.createMutationQuery(JobQueries.RENEW)
                                .setParameterList("ids", List.of(ID))
                                .setParameterList("claims", List.of("node"))
                                .setParameter("now", NOW)
                                .executeUpdate()
                        == 1));
    }

    @ParameterizedTest
    @CsvSource({
        "error = 'noted', true",
        "status = 'claimed', false",
        "status = 'success', false",
        "scheduled_at = 1000001, false",
        "queue = 'other', false"
    })
    void claimingWithoutALockNeedsTheJobToBeDue(String change, boolean written) {
        inserted(JobStatus.QUEUED);

        check(
                change,
                written,
                () -> fixture.transactions.with(session -> session.createMutationQuery(JobQueries.CLAIM_IF_DUE)
                                .setParameter("claimedBy", "node-2")
                                .setParameter("now", NOW)
                                .setParameter("id", ID)
                                .setParameter("queue", "q")
                                .setParameter("dueBy", NOW)
                                .executeUpdate()
                        == 1));
    }

    @ParameterizedTest
    @CsvSource({"error = 'noted', true", "status = 'claimed', false", "status = 'success', false"})
    void requeueingNeedsTheJobToBeStoppedStill(String change, boolean written) {
        inserted(JobStatus.CANCELLED);

        check(
                change,
                written,
                () -> fixture.store().requeue(List.of(ID), Set.of(JobStatus.CANCELLED, JobStatus.EXPIRED), NOW) == 1);
    }

    /** Somebody changes the row, then the update comes. */
    private void check(String change, boolean written, BooleanSupplier update) {
        fixture.database.execute("update jobs set " + change);
        JobState changed = read();

        assertThat(fixture.transactions.inNew(update::getAsBoolean)).isEqualTo(written);

        if (!written) {
            assertThat(read()).isEqualTo(changed);
        }
    }

    private JobState read() {
        return fixture.transactions.inNew(() -> fixture.store().find(ID)).orElseThrow();
    }

    private JobState inserted(JobStatus status) {
        boolean claimed = status == JobStatus.CLAIMED;
        JobState job = new JobState(
                ID,
                "q",
                null,
                status,
                null,
                new RetryLimits(null, null, null, null),
                1,
                2,
                7,
                0,
                null,
                null,
                null,
                claimed ? "node" : null,
                claimed ? Long.valueOf(500) : null,
                null);
        fixture.transactions.inNew(() -> {
            fixture.store().insert(job);
            return job;
        });
        return job;
    }
}
