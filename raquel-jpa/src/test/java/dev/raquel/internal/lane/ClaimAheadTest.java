package dev.raquel.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How many jobs are claimed before there is a thread for them. */
class ClaimAheadTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final ClaimAhead ahead = new ClaimAhead(0);

    @Test
    void noneBeforeThePaceIsKnown() {
        assertThat(ahead.jobs(0)).isZero();
    }

    @Test
    void whatBeginsWithinAMomentOnceThePaceLasts() {
        int perMilli = 4;
        for (int look = 1; look <= 20; look++) {
            ahead.ended(10 * perMilli);
            ahead.jobs(look * 10 * MILLI);
        }

        assertThat(ahead.lastJobs()).isBetween(195, 200);
    }

    @Test
    void noneForSlowJobs() {
        for (int look = 1; look <= 20; look++) {
            ahead.ended(1);
            assertThat(ahead.jobs(look * 1_000 * MILLI)).isZero();
        }
    }

    @Test
    void fewerAtOnceWhenJobsBecomeSlow() {
        ahead.ended(400);
        ahead.jobs(100 * MILLI);
        ahead.ended(1);

        assertThat(ahead.jobs(1_100 * MILLI)).isZero();
    }

    @Test
    void noneAfterTooMany() {
        ahead.ended(400);
        assertThat(ahead.jobs(100 * MILLI)).isPositive();
        ahead.tooMany();

        assertThat(ahead.lastJobs()).isZero();
    }

    @Property
    void neverMoreThanTheMostNorLessThanNone(
            @ForAll @IntRange(max = 1_000_000) int ended, @ForAll @IntRange(max = 10_000) int millis) {
        ClaimAhead any = new ClaimAhead(0);
        any.ended(ended);

        assertThat(any.jobs(millis * MILLI)).isBetween(0, ClaimAhead.MOST);
    }
}
