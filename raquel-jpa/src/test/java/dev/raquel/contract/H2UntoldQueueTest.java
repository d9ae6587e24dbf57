package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.testing.H2Database;
import org.junit.jupiter.api.Test;

/** Nodes that are to notify each other on a database that cannot do that. */
class H2UntoldQueueTest extends QueueFixture {

    H2UntoldQueueTest() {
        super(H2Database::fresh);
    }

    @Test
    void isWarnedAboutOnceAndPolls() {
        try (CapturedLog log = new CapturedLog()) {
            Raquel node = node(builder().notifyNodes(true));
            var subscription = node.subscribe(SubscribeOptions.of(QUEUE, String.class), job -> {})
                    .start();
            var job = node.enqueue(QUEUE, "payload");
            await().until(() -> read(job).status() == JobStatus.SUCCESS);
            subscription.stop();

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("only PostgreSQL can do that", "H2Dialect", "polling");
        }
    }
}
