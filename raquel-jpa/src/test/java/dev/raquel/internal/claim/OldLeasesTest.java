package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.testing.H2Database;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim that was answered, or found again, when its leases had lived for a while. */
class OldLeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final long CLAIMED_AT = 1_000_000;
    private static final long OLD = CLAIMED_AT + 20_000;

    private final StoreFixture fixture = new StoreFixture(H2Database.fresh());
    private List<ClaimedJob> claims;

    @BeforeEach
    void claim() {
        fixture.database.execute(
                "insert into jobs (queue, payload, scheduled_at, status, claimed_by, claimed_at) values"
                        + " ('q', '1', 1, 'claimed', 'node-1', " + CLAIMED_AT + "),"
                        + " ('q', '2', 2, 'claimed', 'node-1', " + CLAIMED_AT + ")");
        claims = fixture.transactions.inNew(() -> fixture.store().findClaimed("node-1")).stream()
                .sorted(Comparator.comparing(claim -> claim.job().scheduledAt()))
                .toList();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<ClaimedJob> renewedAt(long now) {
        return new OldLeases(
                        fixture.leases(), fixture.store(), fixture.transactions, () -> Instant.ofEpochMilli(now), LEASE)
                .renewed(claims);
    }

    private static List<String> payloads(List<ClaimedJob> claims) {
        return claims.stream().map(claim -> claim.job().payload()).toList();
    }

    @Test
    void youngOnesAreLeftAsTheyAre() {
        assertThat(renewedAt(OLD - 1)).isEqualTo(claims);
    }

    @Test
    void oldOnesAreRenewed() {
        List<ClaimedJob> renewed = renewedAt(OLD);

        assertThat(payloads(renewed)).containsExactly("1", "2");
        assertThat(renewed).extracting(claim -> claim.job().claimedAt()).containsOnly(OLD);
        assertThat(fixture.leases().reclaim(CLAIMED_AT, List.of(), 10)).isEmpty();
    }

    @Test
    void whatAnotherNodeHasTakenIsNotOurs() {
        fixture.database.execute("update jobs set claimed_by = 'another', claimed_at = 1020000 where payload = '1'");

        try (CapturedLog log = new CapturedLog()) {
            assertThat(payloads(renewedAt(OLD))).containsExactly("2");
            assertThat(log.warnings()).singleElement().asString().contains("queue 'q'", "1 jobs");
        }
    }

    /** It may be about to be taken over. */
    @Test
    void whatSomebodyHasLockedIsNotOurs() throws Exception {
        try (Connection holder = fixture.database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().executeQuery("select id from jobs where payload = '1' for update");

            assertThat(payloads(renewedAt(OLD))).containsExactly("2");
            holder.rollback();
        }
    }
}
