package dev.raquel.internal.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.held.SomeJobs;
import dev.raquel.internal.lifecycle.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which jobs are settled together. */
@Timeout(30)
class EndedJobsTest {

    private final SomeJobs some = new SomeJobs();
    private final EndedJobs jobs = new EndedJobs();

    @BeforeEach
    void open() {
        jobs.open();
    }

    private void add(int count) {
        some.jobs(count).forEach(job -> jobs.add(new Ended(job, new Outcome.Succeeded(), settled -> {})));
    }

    @Test
    void allThatWaitAreTakenUpToFiveHundred() {
        add(501);

        assertThat(jobs.nextGroup()).hasSize(500);
        assertThat(jobs.nextGroup()).hasSize(1);
    }

    @Test
    void aSmallGroupFollowsTheOneBeforeByFiveMilliseconds() {
        long before = System.nanoTime();
        jobs.settled();
        add(1);

        assertThat(jobs.nextGroup()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    @Test
    void aStopEndsTheWaitAndLeavesNobody() {
        jobs.settled();
        add(1);
        jobs.stop();

        assertThat(jobs.nextGroup()).hasSize(1);
        assertThat(jobs.nextGroup()).isEmpty();
        assertThat(jobs.add(new Ended(some.jobs(1).get(0), new Outcome.Succeeded(), settled -> {})))
                .as("nobody would settle it any more")
                .isFalse();
    }
}
