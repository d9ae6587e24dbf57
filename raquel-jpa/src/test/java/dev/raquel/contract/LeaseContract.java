package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.claim.Leases;
import dev.raquel.internal.duty.LostClaims;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.testing.Series;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How claims are kept alive, and what becomes of those whose node is gone. */
interface LeaseContract extends Contract {

    private Leases leases() {
        return q().leases();
    }

    private UUID claimed(String by, long at) {
        UUID id = UUID.randomUUID();
        q().database
                .execute("insert into jobs (id, queue, status, claimed_by, claimed_at, max_retry_count) values ("
                        + q().sql(id) + ", 'contract', 'claimed', '" + by + "', " + at + ", 1)");
        return id;
    }

    private Map<String, Object> row(UUID id) {
        return q().row("select status, attempts, failures, error, scheduled_at, finished_at, claimed_at, claimed_by"
                + " from jobs where id = " + q().sql(id));
    }

    @Test
    default void aLeaseThatRanOutIsAFailureOfItsLastSignOfLife() {
        UUID old = claimed("node-1", 1_000);

        assertThat(leases().reclaim(1_000, List.of(), 10))
                .extracting(JobState::id)
                .containsExactly(old);

        assertThat(row(old))
                .containsEntry("status", "failed")
                .containsEntry("attempts", 1)
                .containsEntry("failures", 1)
                .containsEntry("scheduled_at", 2_000L)
                .containsEntry("finished_at", 1_000L)
                .hasEntrySatisfying(
                        "error", error -> assertThat(error.toString()).contains("node-1", "vanished", "may have run"));
    }

    @Test
    default void aFreshLeaseIsLeftAlone() {
        UUID fresh = claimed("node-1", 1_001);

        assertThat(leases().reclaim(1_000, List.of(), 10)).isEmpty();
        assertThat(row(fresh)).containsEntry("status", "claimed");
    }

    @Test
    default void aJobThatKeepsKillingItsNodeIsExhausted() {
        UUID id = claimed("node-1", 1_000);
        leases().reclaim(1_000, List.of(), 10);
        q().database.execute("update jobs set status = 'claimed', claimed_at = 5000");

        leases().reclaim(5_000, List.of(), 10);

        assertThat(row(id)).containsEntry("status", "exhausted").containsEntry("failures", 2);
    }

    @Test
    default void aLockedRowIsNotTakenOver() throws Exception {
        UUID locked = claimed("node-1", 1_000);
        UUID free = claimed("node-2", 1_000);
        try (Connection worker = q().database.connect()) {
            worker.setAutoCommit(false);
            worker.createStatement().executeQuery("select id from jobs where id = " + q().sql(locked) + " for update");

            assertThat(leases().reclaim(1_000, List.of(), 10))
                    .extracting(JobState::id)
                    .containsExactly(free);

            worker.rollback();
        }
        assertThat(row(locked)).containsEntry("status", "claimed");
    }

    @Test
    default void lockedRowsDoNotHideThoseBehindThem() throws Exception {
        for (int i = 0; i < 5; i++) {
            claimed("node-1", 1_000 + i / 2);
        }
        UUID dead = claimed("dead", 5_000);
        try (Connection worker = q().database.connect()) {
            worker.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            worker.setAutoCommit(false);
            worker.createStatement().executeQuery("select id from jobs where claimed_by = 'node-1' for update");

            assertThat(leases().reclaim(5_000, List.of(), 2))
                    .extracting(JobState::id)
                    .containsExactly(dead);

            worker.rollback();
        }
        assertThat(leases().reclaim(5_000, List.of(), 2)).hasSize(5);
    }

    @Test
    default void renewingLeavesOutALockedRowAndRenewsTheOthers() throws Exception {
        UUID first = claimed("a", 1_000);
        UUID locked = claimed("a", 1_000);
        UUID third = claimed("b", 1_000);
        try (Connection worker = q().database.connect()) {
            worker.setAutoCommit(false);
            worker.createStatement().executeQuery("select id from jobs where id = " + q().sql(locked) + " for update");

            assertThat(leases().renew(Map.of(first, "a", locked, "a", third, "b"), 9_000))
                    .isEmpty();

            worker.rollback();
        }
        assertThat(row(first)).containsEntry("claimed_at", 9_000L);
        assertThat(row(third)).containsEntry("claimed_at", 9_000L);
        assertThat(row(locked)).containsEntry("claimed_at", 1_000L);
    }

    @Test
    default void renewingTellsWhatBelongsToSomebodyElse() {
        UUID ours = claimed("ours", 1_000);
        UUID theirs = claimed("theirs", 1_000);

        assertThat(leases().renew(Map.of(ours, "ours", theirs, "ours"), 9_000)).containsExactly(theirs);

        assertThat(row(theirs)).containsEntry("claimed_at", 1_000L);
    }

    @Test
    default void renewingNeverLowersTheTime() {
        UUID id = claimed("ours", 9_000);

        assertThat(leases().renew(Map.of(id, "ours"), 5_000)).isEmpty();

        assertThat(row(id)).containsEntry("claimed_at", 9_000L);
    }

    /** Leases are renewed on the same thread. */
    @Test
    default void manyLostClaimsAreTakenOverAFewAtATime() {
        q().database
                .execute(
                        "insert into jobs (queue, status, claimed_by, claimed_at) select 'contract', 'claimed', 'dead', 1 from "
                                + Series.from0(3) + " where n < 250");
        LostClaims duty = new LostClaims(leases(), q().clock, Duration.ofMillis(1), job -> {});

        boolean more = true;
        while (more) {
            long before = claimed();
            more = duty.runOnce();
            assertThat(before - claimed()).as("taken over in one go").isLessThanOrEqualTo(100);
        }
        assertThat(claimed()).isZero();
    }

    private long claimed() {
        return q().count("select count(*) from jobs where status = 'claimed'");
    }
}
