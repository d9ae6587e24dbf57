package dev.raquel.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    private static final long YEAR_10889 = (1L << 48) - 1;

    @Property
    void aUuidOfVersion7ThatTellsTheTime(@ForAll @LongRange(max = YEAR_10889) long millis) {
        UUID id = JobIds.at(millis);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    /** As text, and so as bytes: what databases compare. */
    @Property
    void laterOnesComeLater(@ForAll @LongRange(max = YEAR_10889 - 1) long millis) {
        assertThat(JobIds.at(millis).toString())
                .isLessThan(JobIds.at(millis + 1).toString());
    }

    @Property
    void anyClockMakesOne(@ForAll long millis) {
        assertThat(JobIds.at(millis).version()).isEqualTo(7);
    }

    @Test
    void noTwoAreEqual() {
        assertThat(Stream.generate(() -> JobIds.at(1)).limit(100_000)).doesNotHaveDuplicates();
    }
}
