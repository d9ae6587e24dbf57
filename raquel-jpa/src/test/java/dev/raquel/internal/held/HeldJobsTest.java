package dev.raquel.internal.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raquel.internal.lifecycle.ClaimedJob;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node holds. */
class HeldJobsTest {

    private final HeldJobs held = new HeldJobs();

    @Test
    void theJobsOfAClaimAreHeldTogether() {
        List<HeldJob> jobs = held.holdAll(List.of(SomeJobs.scheduledAt(1), SomeJobs.scheduledAt(2)));

        assertThat(held.all()).hasSize(2).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void noneIsHeldIfOneCannotBe() {
        List<ClaimedJob> memoryIsShort = new AbstractList<>() {
            @Override
            public ClaimedJob get(int index) {
                if (index == 1) {
                    throw new OutOfMemoryError("of a test");
                }
                return SomeJobs.scheduledAt(index);
            }

            @Override
            public int size() {
                return 2;
            }
        };

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> held.holdAll(memoryIsShort));

        assertThat(held.all()).isEmpty();
    }
}
