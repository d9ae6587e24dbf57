package dev.raquel.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.held.SomeJobs;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClaimStartTest {

    private static final long NOW = 10_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LATE = 250;

    private final ClaimStart start = new ClaimStart(Duration.ofMinutes(1));

    private static Now at(long nanos) {
        return new Now(nanos, NOW);
    }

    private static Claimed claimed(long... starts) {
        List<ClaimedJob> jobs =
                LongStream.of(starts).mapToObj(SomeJobs::scheduledAt).toList();
        return new Claimed(jobs, jobs.size(), List.of());
    }

    private void looksAtAllAndGets(long... starts) {
        assertThat(start.next(0, at(0))).isZero();
        start.got(claimed(starts), true, 0);
    }

    @Test
    void theFirstLooksAtEverything() {
        assertThat(start.next(NOW, at(-5))).isZero();
    }

    @Test
    void goesOnFromTheLastJob() {
        looksAtAllAndGets(5, 7);

        assertThat(start.next(NOW, at(1))).isEqualTo(7);
        start.got(claimed(7, 7, 9), true, 1);
        assertThat(start.next(NOW, at(2))).isEqualTo(9);
    }

    @Test
    void goesBackForAJobThatIsKnown() {
        looksAtAllAndGets(5, 7);

        assertThat(start.next(6, at(1))).isEqualTo(6);
    }

    @Test
    void doesNotPassOverWhatItHasNotSeen() {
        looksAtAllAndGets(5, 7);

        assertThat(start.next(8, at(1))).isEqualTo(7);
    }

    @Test
    void whereAllWasSeenTheNextBeginsALittleBeforeThat() {
        looksAtAllAndGets(5, 7);
        assertThat(start.next(NOW, at(1))).isEqualTo(7);
        start.got(claimed(8), false, 1);

        assertThat(start.next(NOW, at(2))).isEqualTo(NOW - LATE);
    }

    @Test
    void fullOfJobsThatExpiredItPassesOverNothing() {
        looksAtAllAndGets(5, 7);
        assertThat(start.next(NOW, at(1))).isEqualTo(7);
        start.got(new Claimed(List.of(), 9, List.of()), true, 1);

        assertThat(start.next(NOW, at(2))).isEqualTo(7);
    }

    /** Its answer was lost, and what was due before its jobs has not been seen since. */
    @Test
    void looksAtEverythingAfterJobsOfAnEarlierClaim() {
        looksAtAllAndGets(5, 7);
        assertThat(start.next(NOW, at(1))).isEqualTo(7);
        start.got(Claimed.earlier(claimed(8, 9).claims(), 2), true, 1);

        assertThat(start.next(NOW, at(2))).isZero();
        start.got(claimed(6), true, 2);
        assertThat(start.next(NOW, at(3))).isEqualTo(6);
    }

    @Test
    void looksAtEverythingForAnUnknownReason() {
        looksAtAllAndGets(5, 7);

        assertThat(start.next(0, at(1))).isZero();
    }

    @Test
    void looksAtEverythingOnceASecond() {
        looksAtAllAndGets(5);

        assertThat(start.next(NOW, at(SECOND - 1))).isEqualTo(5);
        start.got(claimed(6), true, SECOND - 1);
        assertThat(start.next(NOW, at(SECOND))).isZero();
        start.got(claimed(6), true, SECOND + 1);
        assertThat(start.next(NOW, at(2 * SECOND))).isEqualTo(6);
        assertThat(start.next(NOW, at(2 * SECOND + 1))).isZero();
    }

    @Test
    void looksAtEverythingAsOftenAsPollsDo() {
        ClaimStart often = new ClaimStart(Duration.ofMillis(20));
        often.next(0, at(0));
        often.got(claimed(5), true, 0);

        assertThat(often.next(NOW, at(Duration.ofMillis(19).toNanos()))).isEqualTo(5);
        assertThat(often.next(NOW, at(Duration.ofMillis(20).toNanos()))).isZero();
    }

    @Test
    void looksAtEverythingATenthOfTheTime() {
        start.next(0, at(0));
        start.got(claimed(5), true, 2 * SECOND);

        assertThat(start.next(NOW, at(22 * SECOND - 1))).isEqualTo(5);
        assertThat(start.next(NOW, at(22 * SECOND))).isZero();
    }

    @Test
    void looksAtEverythingTwiceAMinuteAtLeast() {
        start.next(0, at(0));
        start.got(claimed(5), true, 60 * SECOND);

        assertThat(start.next(NOW, at(90 * SECOND - 1))).isEqualTo(5);
        assertThat(start.next(NOW, at(90 * SECOND))).isZero();
    }

    @Test
    void looksAtEverythingWhenTheClockWasSetBack() {
        looksAtAllAndGets(5, 7);

        assertThat(start.next(6, new Now(1, 6))).isEqualTo(6);
        assertThat(start.next(7, new Now(1, 6))).isZero();
    }

    @Test
    void neverBeginsBeforeThereIsTime() {
        looksAtAllAndGets(-5);

        assertThat(start.next(NOW, at(1))).isZero();
        assertThat(start.next(-6, at(1))).isZero();
    }
}
