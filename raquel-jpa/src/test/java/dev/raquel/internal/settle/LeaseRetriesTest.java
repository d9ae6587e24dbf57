package dev.raquel.internal.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.SomeJobs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was decided about jobs cannot be written at once, or at all. */
class LeaseRetriesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SomeJobs some = new SomeJobs();
    private final Stopping stopping = new Stopping(LONG);

    private final AtomicInteger tries = new AtomicInteger();

    private String worksTheThirdTime() {
        if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("away");
        }
        return "done";
    }

    @Test
    void triesUntilItWorks() {
        LeaseRetries.Answer<String> answer =
                new LeaseRetries(LONG, stopping).call(some.jobs(1), this::worksTheThirdTime);

        assertThat(answer.value()).contains("done");
        assertThat(answer.inDoubt()).isTrue();
        assertThat(tries).hasValue(3);
    }

    @Test
    void isNotInDoubtIfItWorksAtOnce() {
        assertThat(new LeaseRetries(LONG, stopping)
                        .call(some.jobs(1), () -> "done")
                        .inDoubt())
                .isFalse();
    }

    @Test
    void givesUpWithTheLease() {
        assertThat(givenUp(new LeaseRetries(Duration.ZERO, stopping), some.jobs(1)))
                .singleElement()
                .asString()
                .contains("queue 'q'", "lease");
    }

    /** A handler that has ended during the stop has succeeded like any other. */
    @Test
    void goesOnDuringAStopThatHasTimeLeft() {
        stopping.begin();

        assertThat(new LeaseRetries(LONG, stopping)
                        .call(some.jobs(1), this::worksTheThirdTime)
                        .value())
                .contains("done");
    }

    @Test
    void triesOnceWhenTheTimeOfAStopIsOver() {
        Stopping over = new Stopping(Duration.ZERO);
        over.begin();

        assertThat(new LeaseRetries(LONG, over)
                        .call(some.jobs(1), this::worksTheThirdTime)
                        .value())
                .isEmpty();
        assertThat(tries).hasValue(1);
    }

    @Test
    void givesUpAtTheEndOfAStopThatBeginsMeanwhile() {
        Stopping within = new Stopping(Duration.ofMillis(1));

        assertThat(new LeaseRetries(LONG, within)
                        .call(some.jobs(1), () -> {
                            within.begin();
                            throw new IllegalStateException("away");
                        })
                        .value())
                .isEmpty();
    }

    @Test
    void aGiveBackIsTriedOnceDuringAStop() {
        LeaseRetries retries = new LeaseRetries(LONG, stopping);
        assertThat(retries.callUntilStop(some.jobs(1), this::worksTheThirdTime).value())
                .contains("done");
        tries.set(0);
        stopping.begin();

        assertThat(retries.callUntilStop(some.jobs(1), this::worksTheThirdTime).value())
                .isEmpty();
        assertThat(tries).hasValue(1);
    }

    @Test
    void saysOnceThatManyJobsCouldNotBeSettled() {
        List<HeldJob> jobs = some.jobs(1_000);

        assertThat(givenUp(new LeaseRetries(Duration.ZERO, stopping), jobs))
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
