package dev.raquel.fault;

import static dev.raquel.fault.SmallFixture.QUEUE;
import static dev.raquel.fault.SmallFixture.writeEffect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.Raquel;
import dev.raquel.RaquelException;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database has done what it was asked for, and the node is not told: the answer to a commit is lost. */
class LostAnswersTest {

    private final SmallFixture small = new SmallFixture();
    private final AtomicInteger runs = new AtomicInteger();
    private Raquel raquel;

    @BeforeEach
    void build() {
        raquel = small.closing(
                small.node(10).pollInterval(Duration.ofMillis(100)).build());
    }

    @AfterEach
    void close() throws Exception {
        small.close();
    }

    /** Runs one job before, so that all questions that are asked once have been asked. */
    private Subscription warm(Handling handling, JobHandler<String> handler) {
        AtomicBoolean warm = new AtomicBoolean();
        Subscription subscription =
                raquel.subscribe(SubscribeOptions.of(QUEUE, String.class).withHandling(handling), (Job<String> job) -> {
                    if (warm.get()) {
                        runs.incrementAndGet();
                        handler.handle(job);
                    }
                });
        small.insertJobs(1);
        raquel.drain(QUEUE);
        warm.set(true);
        small.site.execute("delete from jobs");
        return subscription;
    }

    @ParameterizedTest
    @EnumSource
    void aClaimIsFoundAndItsJobIsRunOnce(Handling handling) {
        warm(handling, job -> {});
        small.insertJobs(1);

        small.faults.failOnceAfter("commit");
        assertThatThrownBy(() -> raquel.drain(QUEUE)).isInstanceOf(RaquelException.class);
        assertThat(small.jobs("status = 'claimed'")).isOne();
        raquel.drain(QUEUE);

        assertThat(runs).hasValue(1);
        assertThat(small.jobs("status = 'success' and attempts = 1 and failures = 0"))
                .isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aSuccessIsCountedOnceAndIsNoFailure(Handling handling) {
        warm(handling, job -> {
            if (handling == Handling.NON_TRANSACTIONAL) {
                raquel.inTransaction(entityManager -> {
                    writeEffect(entityManager, job.id());
                    return null;
                });
            } else {
                writeEffect(raquel.entityManager(), job.id());
            }
            small.faults.failOnceAfter("commit");
        });
        small.insertJobs(1);

        raquel.drain(QUEUE);

        assertThat(runs).hasValue(1);
        assertThat(small.effects()).isOne();
        assertThat(small.jobs("status = 'success' and attempts = 1 and failures = 0"))
                .isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsCountedOnce(Handling handling) {
        warm(handling, job -> {
            small.faults.failOnceAfter("commit");
            throw new IllegalStateException("as planned");
        });
        small.insertJobs(1);

        raquel.drain(QUEUE);

        assertThat(runs).hasValue(1);
        assertThat(small.jobs("status = 'failed' and attempts = 1 and failures = 1"))
                .isOne();
    }

    @Test
    void jobsThatShareATransactionAreNotRunAgain() {
        SubscribeOptions options = SubscribeOptions.of(QUEUE, String.class).withConcurrency(1);
        raquel.<String>subscribeToBatches(options.withPerTransaction(20), (List<Job<String>> jobs) -> {
                    jobs.forEach(job -> writeEffect(raquel.entityManager(), job.id()));
                    if (runs.getAndIncrement() == 0) {
                        small.faults.failOnceAfter("commit");
                    }
                })
                .start();
        small.insertJobs(20);

        await().until(() -> small.jobs("status = 'success' and attempts = 1 and failures = 0") == 20);

        assertThat(small.effects()).isEqualTo(20);
        assertThat(runs).hasValue(1);
    }

    /** Whoever enqueues is told that nobody knows; the job is there once. */
    @Test
    void anEnqueuedJobIsThere() {
        warm(Handling.TRANSACTIONAL, job -> {});

        small.faults.failOnceAfter("commit");
        assertThatThrownBy(() -> raquel.enqueue(QUEUE, "x")).isInstanceOf(RaquelException.class);

        assertThat(small.jobs("status = 'queued'")).isOne();
    }

    /** A connection may be found broken when it is given back, which is the same as if it had broken before. */
    @Test
    void aClaimIsFoundThoughItsConnectionCouldNotBeGivenBack() {
        warm(Handling.TRANSACTIONAL, job -> {});
        small.insertJobs(1);

        small.faults.failOnceAfter("close");
        assertThatThrownBy(() -> raquel.drain(QUEUE)).isInstanceOf(RaquelException.class);
        raquel.drain(QUEUE);

        assertThat(runs).hasValue(1);
        assertThat(small.jobs("status = 'success' and attempts = 1 and failures = 0"))
                .isOne();
    }
}
