package dev.raquel.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that come to an end. */
class AsyncOperationsTest {

    private final AsyncOperations operations = AsyncOperations.on(Runnable::run, Duration.ofDays(1));

    @Test
    @Timeout(30)
    void closedAgainThereIsNothingToWaitFor() {
        AtomicInteger run = new AtomicInteger();
        operations.execute(run::incrementAndGet);

        operations.close();
        operations.close();

        assertThat(run).hasValue(1);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> operations.execute(run::incrementAndGet));
    }

    @Test
    @Timeout(30)
    void anExecutorThatRefusesLeavesNothingToWaitFor() {
        AsyncOperations refused = AsyncOperations.on(
                operation -> {
                    throw new RejectedExecutionException("full");
                },
                Duration.ofDays(1));

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> refused.execute(() -> {}))
                .withMessage("full");

        refused.close();
    }
}
