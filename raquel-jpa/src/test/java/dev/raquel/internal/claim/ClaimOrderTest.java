package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.held.SomeJobs;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a job is still wanted that the search has found and others may have moved before it was locked. */
class ClaimOrderTest {

    @ParameterizedTest
    @CsvSource({"4, false", "5, true", "10, true", "11, false"})
    void onlyIfItIsDueFromThereOnAndByNow(long scheduledAt, boolean wanted) {
        ClaimOrder order =
                ClaimOrder.of(SomeJobs.QUEUE, 1, "token", List.of(), 10).startingAt(5);
        JobState claimed = SomeJobs.scheduledAt(scheduledAt).job();
        JobState waiting = claimed.after(Lifecycle.unclaim(claimed));

        assertThat(order.matches(waiting, 10)).isEqualTo(wanted);
    }
}
