package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raquel.JobStatus;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class RetentionTest {

    private static final Retention OF_SUCCESS = Retention.FOR_EVER.with(JobStatus.SUCCESS, Duration.ofMillis(100));

    @Property
    void byDefaultAllStay(@ForAll JobStatus status, @ForAll long finishedAt, @ForAll long now) {
        assertThat(Retention.FOR_EVER.isOver(status, finishedAt, now)).isFalse();
    }

    @Property
    void onlyTheStateThatIsNamedGoes(
            @ForAll JobStatus status, @ForAll long finishedAt, @ForAll @LongRange(min = 0) long now) {
        assertThat(OF_SUCCESS.isOver(status, finishedAt, now))
                .isEqualTo(status == JobStatus.SUCCESS && finishedAt <= now - 100);
    }

    @Property
    void noTimeAndNoSpanOverflows(@ForAll @LongRange(min = 1) long age, @ForAll long finishedAt, @ForAll long now) {
        boolean over = Retention.FOR_EVER
                .with(JobStatus.EXPIRED, Duration.ofMillis(age))
                .isOver(JobStatus.EXPIRED, finishedAt, now);

        assertThat(over && finishedAt > now).isFalse();
    }

    @Property
    void whoDoesNotSayWhenItEndedStays(@ForAll JobStatus status, @ForAll long now) {
        assertThat(OF_SUCCESS.isOver(status, null, now)).isFalse();
    }

    @Example
    void theBoundary() {
        assertThat(OF_SUCCESS.isOver(JobStatus.SUCCESS, 1_000L, 1_099)).isFalse();
        assertThat(OF_SUCCESS.isOver(JobStatus.SUCCESS, 1_000L, 1_100)).isTrue();
    }

    @Property
    void whatIsNotFinishedCannotBeNamed(@ForAll JobStatus status) {
        if (status == JobStatus.QUEUED || status == JobStatus.CLAIMED || status == JobStatus.FAILED) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retention.FOR_EVER.with(status, Duration.ofDays(1)))
                    .withMessageContaining("name one of [SUCCESS, EXHAUSTED, CANCELLED, EXPIRED]");
        } else {
            assertThat(Retention.FOR_EVER.with(status, Duration.ofDays(1)).ages())
                    .isEqualTo(Map.of(status, Duration.ofDays(1)));
        }
    }

    @Property
    void noAgeOfNothing(@ForAll @LongRange(min = -1_000_000, max = 0) long age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.FOR_EVER.with(JobStatus.SUCCESS, Duration.ofMillis(age)))
                .withMessageContaining("The retention of jobs that are SUCCESS is")
                .withMessageContaining("give at least 1 ms");
    }

    @Example
    void anAgeBeyondTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retention.FOR_EVER.with(JobStatus.SUCCESS, Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("give less");
    }
}
