package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;

/** The delay before a retry, against its definition in numbers without limits. */
class BackoffTest {

    @Property(tries = 5_000)
    void isTheDoubledBaseWithinItsBounds(
            @ForAll int failures,
            @ForAll @WithNull Integer min,
            @ForAll @WithNull Integer max,
            @ForAll @WithNull Integer base) {
        RetryLimits retry = new RetryLimits(null, min, max, base);

        assertThat(BigInteger.valueOf(Backoff.delay(failures, retry))).isEqualTo(defined(failures, min, max, base));
    }

    @Property
    void isTheDoubledBaseForTheFirstRetriesToo(
            @ForAll @IntRange(min = -1, max = 70) int failures,
            @ForAll @WithNull Integer min,
            @ForAll @WithNull Integer max,
            @ForAll @IntRange(max = 70_000) int base) {
        RetryLimits retry = new RetryLimits(null, min, max, base);

        assertThat(BigInteger.valueOf(Backoff.delay(failures, retry))).isEqualTo(defined(failures, min, max, base));
    }

    /** {@code base * 2^(n-1)} between the bounds, NULL being the default and nothing being less than 0. */
    private static BigInteger defined(
            int failures, @Nullable Integer min, @Nullable Integer max, @Nullable Integer base) {
        BigInteger least = column(min, 1_000);
        BigInteger most = column(max, 43_200_000).max(least);
        // More doublings than bits in a long are beyond any bound, so that the exact power need not be built.
        int doublings = Math.min(Math.max(failures, 1) - 1, 100);
        return column(base, 1_000).shiftLeft(doublings).min(most).max(least);
    }

    private static BigInteger column(@Nullable Integer value, int fallback) {
        return BigInteger.valueOf(value == null ? fallback : Math.max(0, value));
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
