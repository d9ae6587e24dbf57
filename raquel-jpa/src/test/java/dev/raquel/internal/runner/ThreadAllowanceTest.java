package dev.raquel.internal.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many threads an executor seems to have. */
class ThreadAllowanceTest {

    private static final long PATIENCE = Duration.ofMillis(250).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ThreadAllowance<Integer> allowance =
            ThreadAllowance.measured("theirs", 8, Duration.ofNanos(PATIENCE));
    private final long start = System.nanoTime();

    /** Hands eight over, of which so many start. */
    private void handOverOfWhichStart(int threads) {
        IntStream.range(0, 8).forEach(job -> allowance.handedOver(job, start));
        IntStream.range(0, threads).forEach(allowance::started);
    }

    @Test
    void asManyAsTheQueuesAskForUntilOneIsLate() {
        assertThat(allowance.room(start)).isEqualTo(8);
        assertThat(allowance.nanosToNextCheck(start)).isEqualTo(Long.MAX_VALUE);

        handOverOfWhichStart(4);

        assertThat(allowance.room(start)).isZero();
        assertThat(allowance.nanosToNextCheck(start + 1)).isEqualTo(PATIENCE - 1);
        assertThat(allowance.giveUpLate(start + PATIENCE - 1)).isEmpty();
        assertThat(allowance.limit()).isEqualTo(8);
    }

    @Test
    void whatIsLateIsGivenUpAndNoMoreThanRanAreHandedOver() {
        handOverOfWhichStart(4);

        assertThat(allowance.giveUpLate(start + PATIENCE)).isEqualTo(List.of(4, 5, 6, 7));

        assertThat(allowance.limit()).isEqualTo(4);
        assertThat(allowance.room(start + PATIENCE)).isZero();
        allowance.ended(0);
        assertThat(allowance.room(start + PATIENCE))
                .as("while those given up are in the executor's queue")
                .isZero();
        IntStream.range(4, 8).forEach(job -> assertThat(allowance.started(job)).isFalse());
        assertThat(allowance.room(start + PATIENCE)).isOne();
    }

    @Test
    void oneMoreIsTriedAfterAPauseThatGrowsWhenItIsInVain() {
        handOverOfWhichStart(4);
        allowance.giveUpLate(start);
        allowance.giveUpLate(start + PATIENCE);
        IntStream.range(4, 8).forEach(allowance::started);
        long late = start + PATIENCE;

        assertThat(allowance.room(late + SECOND - 1)).isZero();
        assertThat(allowance.nanosToNextCheck(late + SECOND - 1)).isOne();
        assertThat(allowance.room(late + SECOND)).isOne();

        allowance.handedOver(8, late + SECOND);
        assertThat(allowance.room(late + SECOND)).as("one at a time").isZero();
        long again = late + SECOND + PATIENCE;
        assertThat(allowance.giveUpLate(again)).isEqualTo(List.of(8));
        allowance.started(8);
        assertThat(allowance.room(again + 2 * SECOND - 1)).isZero();
        assertThat(allowance.room(again + 2 * SECOND)).isOne();
    }

    @Test
    void aTrialThatStartsIsFollowedByTheNextAtOnce() {
        handOverOfWhichStart(6);
        allowance.giveUpLate(start + PATIENCE);
        IntStream.range(6, 8).forEach(allowance::started);
        long later = start + PATIENCE + SECOND;

        allowance.handedOver(8, later);
        assertThat(allowance.started(8)).isTrue();

        assertThat(allowance.limit()).isEqualTo(7);
        assertThat(allowance.room(later)).isOne();
        allowance.handedOver(9, later);
        allowance.started(9);
        assertThat(allowance.room(later + 100 * SECOND))
                .as("never more than asked")
                .isZero();
        assertThat(allowance.nanosToNextCheck(later)).isEqualTo(Long.MAX_VALUE);
    }

    /** Else the claim loop would not wait at all as long as all threads are busy. */
    @Test
    void aTrialThatIsDueIsNothingToWaitFor() {
        handOverOfWhichStart(4);
        allowance.giveUpLate(start + PATIENCE);
        IntStream.range(4, 8).forEach(allowance::started);
        long due = start + PATIENCE + 10 * SECOND;

        assertThat(allowance.room(due)).isOne();
        assertThat(allowance.nanosToNextCheck(due)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anExecutorThatIsBusyElsewhereGetsNoMoreThanOneUntilItTakesThat() {
        handOverOfWhichStart(0);
        allowance.giveUpLate(start + PATIENCE);

        assertThat(allowance.limit()).isOne();
        assertThat(allowance.room(start + 100 * SECOND)).isZero();

        IntStream.range(0, 8).forEach(allowance::started);
        assertThat(allowance.room(start + PATIENCE)).isOne();
    }

    @Test
    void whatTheExecutorRefusesTakesNoPlace() {
        allowance.handedOver(0, start);
        allowance.ended(0);

        assertThat(allowance.room(start)).isEqualTo(8);
        assertThat(allowance.giveUpLate(start + PATIENCE)).isEmpty();
    }

    @Test
    void enoughThreadsAreNotMeasured() {
        ThreadAllowance<Integer> enough = ThreadAllowance.enough();
        enough.handedOver(0, start);

        assertThat(enough.giveUpLate(start + 1_000 * SECOND)).isEmpty();
        assertThat(enough.room(start)).isGreaterThan(1_000_000);
    }
}
