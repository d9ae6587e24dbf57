package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.H2Database;
import dev.raquel.testing.Series;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Many jobs past their deadline, and a good one behind them. */
class LateJobsTest {

    private static final long NOW = 1_000_000;

    @Test
    void doNotCostAClaimATransactionEach() {
        SentStatements sent = new SentStatements();
        try (TestDatabase database = H2Database.fresh().migrate();
                EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                        "application",
                        Map.of("jakarta.persistence.nonJtaDataSource", sent.listeningTo(database.dataSource())))) {
            database.execute(
                    "insert into jobs (queue, payload, scheduled_at, max_age) select 'q', 'late', 1000, 1 from "
                            + Series.from0(3));
            database.execute("insert into jobs (queue, payload, scheduled_at) values ('q', 'good', 2000)");
            LocalTransactions transactions = new LocalTransactions(factory);
            Database data = new Database(factory.unwrap(SessionFactory.class), transactions, transactions);
            Locking locking = new Locking(data);
            Claims claims = new Claims(
                    data,
                    locking,
                    LifeEvents.NONE,
                    new ClaimTokens("node"),
                    InstantSource.fixed(Instant.EPOCH),
                    Duration.ofMinutes(1));

            List<SentStatements.Sent> statements = sent.during(() -> {
                Claimed claimed;
                do {
                    claimed = claims.claim("q", 1, List.of(), NOW);
                } while (claimed.claims().isEmpty() && claimed.taken() > 0);
                assertThat(claimed.claims())
                        .singleElement()
                        .satisfies(claim -> assertThat(claim.payload()).isEqualTo("good"));
            });

            assertThat(statements).hasSizeLessThan(40);
        }
    }
}
