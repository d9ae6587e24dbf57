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
import org.jspecify.annotations.Nullable;

class RetentionTest {

    private static final Retention OF_SUCCESS = Retention.FOR_EVER.with(JobStatus.SUCCESS, Duration.ofMillis(100));

    private static boolean isOver(Retention retention, JobStatus status, @Nullable Long finishedAt, long now) {
        return Retention.isOver(status.column(), finishedAt, retention.endedBy(now));
    }

    @Property
    void byDefaultAllStay(@ForAll JobStatus status, @ForAll long finishedAt, @ForAll long now) {
        assertThat(isOver(Retention.FOR_EVER, status, finishedAt, now)).isFalse();
    }

    @Property
    void onlyTheStateThatIsNamedGoes(
            @ForAll JobStatus status, @ForAll long finishedAt, @ForAll @LongRange(min = 0) long now) {
        assertThat(isOver(OF_SUCCESS, status, finishedAt, now))
                .isEqualTo(status == JobStatus.SUCCESS && finishedAt <= now - 100);
    }

    @Property
    void noTimeAndNoSpanOverflows(@ForAll @LongRange(min = 1) long age, @ForAll long finishedAt, @ForAll long now) {
        Retention ofExpired = Retention.FOR_EVER.with(JobStatus.EXPIRED, Duration.ofMillis(age));
        boolean over = isOver(ofExpired, JobStatus.EXPIRED, finishedAt, now);

        assertThat(over && finishedAt > now).isFalse();
    }

    @Property
    void whoDoesNotSayWhenItEndedStays(@ForAll JobStatus status, @ForAll long now) {
        assertThat(isOver(OF_SUCCESS, status, null, now)).isFalse();
    }

    @Example
    void theBoundary() {
        assertThat(isOver(OF_SUCCESS, JobStatus.SUCCESS, 1_000L, 1_099)).isFalse();
        assertThat(isOver(OF_SUCCESS, JobStatus.SUCCESS, 1_000L, 1_100)).isTrue();
    }

    @Property
    void whatIsNotFinishedCannotBeNamed(@ForAll JobStatus status) {
        if (status == JobStatus.QUEUED || status == JobStatus.CLAIMED || status == JobStatus.FAILED) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retention.FOR_EVER.with(status, Duration.ofDays(1)))
                    .withMessageContaining("name one of [SUCCESS, CANCELLED, EXPIRED, EXHAUSTED]");
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
