package dev.raquel.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pauses between looks at a queue in which nothing happens. */
class IdleBackoffTest {

    private final IdleBackoff idle = new IdleBackoff(Duration.ofMillis(1_600));

    @Test
    void growUpToThePollInterval() {
        for (int round = 0; round < 100; round++) {
            for (long millis : new long[] {100, 200, 400, 800, 1_600, 1_600, 1_600}) {
                assertThat(idle.next()).isCloseTo(Duration.ofMillis(millis).toNanos(), withinPercentage(20));
            }
            idle.reset();
        }
    }

    /** Else nodes that were started together would poll together. */
    @Test
    void areNeverTheSame() {
        assertThat(Stream.generate(idle::next).skip(4).limit(10)).doesNotHaveDuplicates();
    }
}
