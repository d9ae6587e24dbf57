package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The delay before a retry, against its definition in numbers without limits. */
class BackoffTest {

    @Property
    void isTheDoubledBaseWithinItsBounds(
            @ForAll @IntRange(min = 1) int failures,
            @ForAll @IntRange(max = 100) int smallMin,
            @ForAll @IntRange int base,
            @ForAll @IntRange int max) {
        RetryLimits retry = new RetryLimits(null, smallMin, max, base);

        // More doublings than bits in a long are beyond any bound, so that the exact power need not be built.
        int doublings = Math.min(failures - 1, 100);
        BigInteger exact = BigInteger.valueOf(base).shiftLeft(doublings);
        BigInteger bounded =
                exact.min(BigInteger.valueOf(Math.max(smallMin, max))).max(BigInteger.valueOf(smallMin));
        assertThat(Backoff.delay(failures, retry)).isEqualTo(bounded.longValueExact());
    }

    @Property
    void neverShrinksAndNeverLeavesItsBounds(
            @ForAll int failures, @ForAll Integer min, @ForAll Integer max, @ForAll Integer base) {
        RetryLimits retry = new RetryLimits(null, min, max, base);

        long delay = Backoff.delay(failures, retry);

        assertThat(delay).isBetween(retry.minMillis(), retry.maxMillis());
        if (failures < Integer.MAX_VALUE) {
            assertThat(Backoff.delay(failures + 1, retry)).isGreaterThanOrEqualTo(delay);
        }
    }

    @Example
    void theDefaultsDoubleFromOneSecondToTwelveHours() {
        RetryLimits defaults = new RetryLimits(null, null, null, null);

        assertThat(List.of(1, 2, 3, 15, 16, 17, Integer.MAX_VALUE))
                .extracting(n -> Backoff.delay(n, defaults))
                .containsExactly(1_000L, 2_000L, 4_000L, 16_384_000L, 32_768_000L, 43_200_000L, 43_200_000L);
    }

    @Example
    void anAbsurdCountOfFailuresIsNotTheLongestDelay() {
        RetryLimits defaults = new RetryLimits(null, null, null, null);

        assertThat(Backoff.delay(Integer.MIN_VALUE, defaults)).isEqualTo(1_000);
    }
}
