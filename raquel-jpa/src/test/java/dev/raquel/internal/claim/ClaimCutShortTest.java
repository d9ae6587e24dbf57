package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.CapturedLog;
import dev.raquel.testing.H2Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A claim that takes jobs one by one, and meets one that it cannot read. */
class ClaimCutShortTest {

    private static final long NOW = 1_000;

    private final Logger logger = Logger.getLogger("dev.raquel");
    private final StoreFixture fixture = new StoreFixture(H2Database.fresh());
    private final ClaimStrategy strategy =
            new OneByOne(new DueJobs(fixture.data(), InstantSource.fixed(Instant.EPOCH)));

    @BeforeEach
    void insertTwo() {
        logger.setLevel(Level.FINE);
        fixture.database.execute("insert into jobs (queue, payload, scheduled_at) values ('q', 'good', 1)");
        fixture.database.execute("insert into jobs (queue, payload, scheduled_at) values ('q', 'bad', 2)");
        fixture.database.execute("alter table jobs add constraint bad check (payload <> 'bad' or status <> 'claimed')");
    }

    @AfterEach
    void dropDatabase() {
        logger.setLevel(null);
        fixture.close();
    }

    /** Those are committed: if the error came out instead, nobody would run them before their leases have run out. */
    @Test
    void returnsWhatItHasAndSaysWhyThatIsNotMore() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(claim("t1").claims())
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.payload()).isEqualTo("good"));

            assertThat(log.withTraces(Level.FINE))
                    .singleElement()
                    .asString()
                    .contains("queue 'q' ends after 1 of 5 jobs", "ConstraintViolation");
        }
    }

    @Test
    void failsIfThatIsTheFirst() {
        claim("t1");

        assertThatThrownBy(() -> claim("t2")).hasMessageContaining("BAD");
    }

    private Claimed claim(String token) {
        return strategy.claim(ClaimOrder.of("q", 5, token, List.of(), NOW), NOW);
    }
}
