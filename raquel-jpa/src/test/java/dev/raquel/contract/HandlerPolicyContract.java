package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** What a handler says about retries. */
interface HandlerPolicyContract extends Contract {

    private SubscribeOptions options() {
        return SubscribeOptions.of(QueueFixture.QUEUE, String.class);
    }

    @Test
    default void aHandlersPolicyCountsWhereTheRequestStatesNone() {
        RetryPolicy policy = RetryPolicy.DEFAULT.withMaxRetries(8);
        try (Subscription handler = q().raquel.subscribe(options().withRetryPolicy(policy), job -> {})) {
            assertThat(q().read(q().enqueued()).retryPolicy()).isEqualTo(policy);
            assertThat(q().raquel
                            .enqueue(JobRequest.of("x")
                                    .withQueue(QueueFixture.QUEUE)
                                    .withMaxRetries(1))
                            .retryPolicy()
                            .maxRetries())
                    .isOne();
            assertThat(q().raquel.enqueue("other", "x").retryPolicy()).isEqualTo(RetryPolicy.DEFAULT);
        }
        assertThat(q().enqueued().retryPolicy()).isEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    default void aHopelessExceptionExhaustsTheJob() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().raquel.subscribe(options().withGiveUpOn(IOException.class), running -> {
            q().write("effect");
            throw new UncheckedIOException(new java.io.FileNotFoundException("no such account"));
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(q().read(job).failures()).isOne();
        assertThat(q().read(job).error()).contains("no such account");
        assertThat(q().written("effect")).isFalse();
    }

    @Test
    default void otherExceptionsAreRetried() {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().raquel.subscribe(options().withGiveUpOn(IOException.class), running -> {
            throw new IllegalStateException("busy");
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    default void aHopelessExceptionMayBeNamedTwice() {
        assertThat(options().withGiveUpOn(IOException.class, IOException.class).giveUpOn())
                .containsExactly(IOException.class);
    }
}
