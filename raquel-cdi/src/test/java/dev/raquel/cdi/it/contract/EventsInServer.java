package dev.raquel.cdi.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.it.application.Handlers;
import dev.raquel.cdi.it.application.News;
import dev.raquel.cdi.it.application.Scripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Observers are told what has become of jobs, once that is committed. */
interface EventsInServer extends InServer {

    @Test
    default void aSuccessIsTold() {
        JobInfo job = attempt(running -> {});

        eventually(() -> News.about(job.id()).equals(List.of("JobSucceeded: SUCCESS")));
    }

    @Test
    default void everyFailureIsToldAndTheLastOneAsTheLast() {
        Duration delay = Duration.ofMillis(100);
        JobInfo job = raquel().enqueue(JobRequest.of(Scripts.payload(running -> {
                    throw new IllegalStateException("refused");
                }))
                .withQueue(Handlers.PLAIN)
                .withRetryPolicy(RetryPolicy.DEFAULT.withDelays(delay, delay).withMaxRetries(1)));

        awaitStatus(job, JobStatus.EXHAUSTED);
        eventually(() -> News.about(job.id()).size() == 2);
        assertThat(News.about(job.id()).get(0)).startsWith("JobFailed");
        assertThat(News.about(job.id()).get(1)).isEqualTo("JobExhausted: EXHAUSTED");
    }
}
