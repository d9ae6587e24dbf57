package dev.raquel.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Handling;
import dev.raquel.internal.attempt.QueueHandler;
import dev.raquel.internal.claim.Claimed;
import dev.raquel.internal.held.SomeJobs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a queue is looked at. */
class QueueLaneTest {

    private static final Duration POLL = Duration.ofHours(1);

    private static final Claimed FULL =
            new Claimed(List.of(SomeJobs.scheduledAt(7), SomeJobs.scheduledAt(8)), 2, List.of());

    private final QueueLane lane = new QueueLane(
            new QueueHandler("q", String.class, Handling.TRANSACTIONAL, 2, job -> {}, "the test's handler"), POLL);
    private final long nanos = System.nanoTime();

    @BeforeEach
    void lookOnce() {
        assertThat(lane.wanted(at(0), 2)).as("at the start").isEqualTo(2);
        lane.claimed(2, Claimed.NONE, nanos);
        assertThat(lane.wanted(at(0), 2)).as("idle").isZero();
    }

    private Now at(long millis) {
        return new Now(nanos, millis);
    }

    @Test
    void aKnownStartCountsByTheDatabasesTimeHoweverLongTheTimerThoughtItWouldTake() {
        lane.wakeAt(300);
        Now justBefore = new Now(nanos + Duration.ofMillis(300).toNanos(), 299);

        assertThat(lane.nanosToNextLook(at(0), 2))
                .isEqualTo(Duration.ofMillis(300).toNanos());
        assertThat(lane.wanted(justBefore, 2)).isZero();
        assertThat(lane.nanosToNextLook(justBefore, 2))
                .isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(lane.wanted(at(300), 2)).isEqualTo(2);
    }

    @Test
    void aWakeUpThatComesDuringAClaimCounts() {
        lane.wake();
        assertThat(lane.wanted(at(0), 2)).isEqualTo(2);
        lane.wake();
        lane.claimed(2, Claimed.NONE, nanos);

        assertThat(lane.wanted(at(0), 2)).isEqualTo(2);
    }

    @Test
    void aJobThatIsGivenBackDuringAClaimIsLookedForSoon() {
        lane.wake();
        lane.wanted(at(0), 2);
        lane.tryAgain(nanos, false);
        lane.claimed(2, Claimed.NONE, nanos);

        assertThat(lane.nanosToNextLook(at(0), 2))
                .isBetween(1L, Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aFullBatchIsFollowedByAnotherAtOnce() {
        lane.wake();
        lane.wanted(at(0), 2);
        lane.claimed(2, new Claimed(List.of(), 2, List.of()), nanos);

        assertThat(lane.nanosToNextLook(at(0), 2)).isZero();
    }

    @Test
    void aFullBatchIsFollowedByOneThatGoesOnFromThere() {
        claimFull();

        assertThat(lane.wanted(at(9), 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isEqualTo(8);
    }

    @Test
    void anUnknownReasonLooksAtEverything() {
        claimFull();
        lane.wake();

        assertThat(lane.wanted(at(9), 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isZero();
    }

    @Test
    void aJobThatWasDueBeforeIsLookedFor() {
        claimFull();
        lane.wakeAt(5);
        lane.wakeAt(6);

        assertThat(lane.wanted(at(9), 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isEqualTo(5);
    }

    @Test
    void aJobThatIsDueLaterPassesNoneOver() {
        claimFull();
        lane.wakeAt(9);

        assertThat(lane.wanted(at(9), 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isEqualTo(8);
    }

    @Test
    void aClaimThatFailedIsFollowedByALookAtEverything() {
        claimFull();
        lane.wanted(at(9), 2);
        lane.tryAgain(nanos, true);
        lane.wakeAt(9);

        assertThat(lane.wanted(at(9), 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isZero();
    }

    @Test
    void afterAClaimThatWentOnEverythingIsLookedAtSoonHoweverLongThePollInterval() {
        claimFull();
        lane.wanted(at(9), 2);
        assertThat(lane.dueFrom()).isPositive();
        lane.claimed(2, Claimed.NONE, nanos);
        assertThat(lane.nanosToNextLook(at(9), 2))
                .isEqualTo(Duration.ofSeconds(1).toNanos());

        Now soon = new Now(nanos + Duration.ofSeconds(1).toNanos(), 9);
        assertThat(lane.wanted(soon, 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isZero();
        lane.claimed(2, Claimed.NONE, soon.nanos());
        assertThat(lane.nanosToNextLook(soon, 2))
                .isGreaterThan(Duration.ofMinutes(2).toNanos());
    }

    @Test
    void aPollLooksAtEverything() {
        claimFull();
        lane.wanted(at(9), 2);
        lane.claimed(2, Claimed.NONE, nanos);

        Now later = new Now(nanos + POLL.toNanos(), 9);
        assertThat(lane.wanted(later, 2)).isEqualTo(2);
        assertThat(lane.dueFrom()).isZero();
    }

    private void claimFull() {
        lane.wake();
        lane.wanted(at(8), 2);
        assertThat(lane.dueFrom()).isZero();
        lane.claimed(2, FULL, nanos);
    }

    @Test
    void aRejectedJobIsAvoidedForAPollInterval() {
        UUID job = new UUID(0, 1);
        lane.avoid(job, nanos);

        assertThat(lane.avoided(nanos)).containsExactly(job);
        assertThat(lane.avoided(nanos + POLL.toNanos() - 1)).containsExactly(job);
        assertThat(lane.avoided(nanos + POLL.toNanos())).isEmpty();
        assertThat(lane.nanosToNextLook(at(0), 2)).isLessThanOrEqualTo(POLL.toNanos());
    }

    @Test
    void anAbsurdStartTimeDoesNotDisturb() {
        lane.wakeAt(Long.MAX_VALUE);

        assertThat(lane.nanosToNextLook(at(0), 2)).isPositive().isLessThanOrEqualTo(2 * POLL.toNanos());
    }

    @Test
    void theEarliestOfManyKnownStartsAreKept() {
        for (int i = 0; i < 2_000; i++) {
            lane.wakeAt(1_000_000 + i);
        }
        lane.wakeAt(300);

        assertThat(lane.nanosToNextLook(at(0), 2))
                .isEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void aWakeUpThatComesDuringAClaimThatFailsCounts() {
        lane.wake();
        assertThat(lane.wanted(at(0), 2)).isEqualTo(2);
        lane.wake();
        lane.tryAgain(nanos, false);

        assertThat(lane.wanted(at(0), 2)).isEqualTo(2);
    }

    @Test
    void afterAClaimThatFailedTheNextLookIsNotAtOnceButSoonWhateverThePollInterval() {
        for (int i = 0; i < 20; i++) {
            lane.tryAgain(nanos, false);
            assertThat(lane.nanosToNextLook(at(0), 2))
                    .isPositive()
                    .isLessThanOrEqualTo(2 * Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void jobsThatAreGivenBackTogetherMakeThePauseNoLonger() {
        for (int i = 0; i < 20; i++) {
            lane.tryAgain(nanos, false);
        }
        assertThat(lane.nanosToNextLook(at(0), 2))
                .isPositive()
                .isLessThan(Duration.ofMillis(100).toNanos());

        lane.nothingDue(nanos);
        assertThat(lane.nanosToNextLook(at(0), 2))
                .as("who asked before that knows nothing of them")
                .isLessThan(Duration.ofMillis(100).toNanos());
    }

    @Test
    void failureAfterFailureMakesThePauseLonger() {
        Now soon = new Now(nanos + Duration.ofSeconds(2).toNanos(), 0);
        for (int i = 0; i < 10; i++) {
            lane.tryAgain(nanos, false);
            assertThat(lane.wanted(soon, 2)).isEqualTo(2);
        }
        lane.tryAgain(nanos, false);

        assertThat(lane.nanosToNextLook(at(0), 2))
                .isGreaterThan(Duration.ofMillis(500).toNanos());
    }

    @Test
    void aHandlerThatRejectsEverythingGetsNoMoreForAPollInterval() {
        for (int i = 0; i < 100; i++) {
            lane.avoid(new UUID(0, i), nanos);
        }
        lane.wake();

        assertThat(lane.avoided(nanos)).hasSize(100);
        assertThat(lane.wanted(at(0), 2)).isZero();
        assertThat(lane.nanosToNextLook(at(0), 2)).isEqualTo(POLL.toNanos());
        assertThat(lane.wanted(new Now(nanos + POLL.toNanos(), 0), 2)).isEqualTo(2);
    }

    @Test
    void aQueueThatIsIdleOnlyPolls() {
        assertThat(lane.onlyPolls(at(0), 2)).isTrue();
        assertThat(lane.onlyPolls(at(0), 0)).as("without a thread").isFalse();
        lane.wakeAt(300);
        assertThat(lane.onlyPolls(at(299), 2)).isTrue();
        assertThat(lane.onlyPolls(at(300), 2)).isFalse();
        lane.wake();
        assertThat(lane.onlyPolls(at(0), 2)).isFalse();
    }

    @Test
    void aQueueWithNothingDueIsLookedAtLater() {
        long later = nanos + 2 * POLL.toNanos();
        assertThat(lane.pollIsDue(new Now(later, 0))).isTrue();

        lane.nothingDue(later);

        assertThat(lane.pollIsDue(new Now(later, 0))).isFalse();
    }
}
