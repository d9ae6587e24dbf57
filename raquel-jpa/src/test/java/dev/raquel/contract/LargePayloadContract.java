package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Subscription;
import dev.raquel.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A payload that is far too large for a queue, on databases that take it: slow, but it harms nobody. */
abstract class LargePayloadContract extends QueueFixture {

    private static final String TEXT = "0123456789".repeat(10_000_000);

    LargePayloadContract(Supplier<TestDatabase> freshDatabase) {
        super(freshDatabase);
    }

    @Test
    void aHundredMillionCharactersSurvive() {
        JobInfo job = raquel.enqueue(QUEUE, TEXT);
        raquel.enqueue(QUEUE, "small");
        AtomicInteger whole = new AtomicInteger();
        try (Subscription handler = handle(running -> {
            if (TEXT.equals(running.payload())) {
                whole.incrementAndGet();
            }
        })) {
            assertThat(raquel.drain(QUEUE)).isEqualTo(2);
        }

        assertThat(whole).hasValue(1);
        assertThat(count("select count(*) from jobs where status = 'success'")).isEqualTo(2);
        assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }
}
