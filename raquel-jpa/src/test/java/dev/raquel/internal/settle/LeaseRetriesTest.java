package dev.raquel.internal.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.SomeJobs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was decided about jobs cannot be written at once, or at all. */
class LeaseRetriesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SomeJobs some = new SomeJobs();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Test
    void triesUntilItWorks() {
        AtomicInteger tries = new AtomicInteger();

        LeaseRetries.Answer<String> answer = new LeaseRetries(LONG, stopped).call(some.jobs(1), () -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("away");
            }
            return "done";
        });

        assertThat(answer.value()).contains("done");
        assertThat(answer.inDoubt()).isTrue();
        assertThat(tries).hasValue(3);
    }

    @Test
    void isNotInDoubtIfItWorksAtOnce() {
        assertThat(new LeaseRetries(LONG, stopped)
                        .call(some.jobs(1), () -> "done")
                        .inDoubt())
                .isFalse();
    }

    @Test
    void givesUpWithTheLease() {
        assertThat(givenUp(new LeaseRetries(Duration.ZERO, stopped), some.jobs(1)))
                .singleElement()
                .asString()
                .contains("queue 'q'", "lease");
    }

    @Test
    void saysOnceThatManyJobsCouldNotBeSettled() {
        List<HeldJob> jobs = some.jobs(1_000);
        stopped.countDown();

        assertThat(givenUp(new LeaseRetries(LONG, stopped), jobs))
                .singleElement()
                .asString()
                .contains("1000 jobs", jobs.get(0).claim().id().toString())
                .hasSizeLessThan(2_000);
    }

    /** What is logged when it never works. */
    private List<String> givenUp(LeaseRetries retries, List<HeldJob> jobs) {
        try (CapturedLog log = new CapturedLog()) {
            LeaseRetries.Answer<String> answer = retries.call(jobs, () -> {
                throw new IllegalStateException("away");
            });

            assertThat(answer.value()).isEmpty();
            return log.warnings();
        }
    }
}
