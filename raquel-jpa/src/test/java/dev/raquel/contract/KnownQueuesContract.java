package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nodes that know different queues, over one table. */
interface KnownQueuesContract extends Contract {

    private Raquel node(String name) {
        return q().node(q().builder().nodeName(name).pollInterval(Duration.ofMillis(50)));
    }

    private static void handle(Raquel node, String queue) {
        node.<String>subscribe(SubscribeOptions.of(queue, String.class), job -> {})
                .start();
    }

    private void assertHandledBy(String node, JobInfo job) {
        q().awaitStatus(job, JobStatus.SUCCESS);
        assertThat(q().read(job).claimedBy()).startsWith(node + "-");
        assertThat(q().read(job).attempts()).isOne();
        assertThat(q().read(job).failures()).isZero();
    }

    @Test
    default void aQueueThatANodeDoesNotKnowIsLeftToTheOthers() {
        Raquel one = node("one");
        Raquel other = node("other");
        handle(one, "known to one");
        JobInfo first = one.enqueue("known to the other", "x");
        JobInfo second = one.enqueue("known to the other", "x");

        for (int i = 0; i < 3; i++) {
            assertHandledBy("one", one.enqueue("known to one", "x"));
        }
        assertThat(q().read(first)).isEqualTo(first);
        assertThat(q().read(second)).isEqualTo(second);

        handle(other, "known to the other");

        assertHandledBy("other", first);
        assertHandledBy("other", second);
        assertHandledBy("one", other.enqueue("known to one", "x"));
        assertHandledBy("other", one.enqueue("known to the other", "x"));
    }
}
