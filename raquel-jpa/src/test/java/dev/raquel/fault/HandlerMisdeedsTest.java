package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.node.NodeStart;
import dev.raquel.fault.node.Queues;
import dev.raquel.fault.wire.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One handler does the worst that it can to its node, in a JVM of its own; its job ends all the same, and so do the
 * others.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandlerMisdeedsTest {

    private static final int MISDEED = 1;
    private static final int OTHERS = 20;
    private static final RetryPolicy SOON =
            RetryPolicy.DEFAULT.withDelays(Duration.ofMillis(20), Duration.ofMillis(100));

    private final SmallFixture small = new SmallFixture();
    private Raquel raquel;
    private NodeProcess node;

    @BeforeEach
    void build() throws Exception {
        raquel = small.closing(small.node(3).build());
        Path logs = Files.createDirectories(Path.of("target", "faults", "misdeeds"));
        node = new NodeStart(small.site.url(small.site.port()), small.site.user(), small.site.password(), logs)
                .start("node", "plain,loose", 1, Duration.ZERO, new TcpProxy(small.site.port()));
    }

    @AfterEach
    void close() throws Exception {
        node.kill();
        small.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HANG, PLAIN, 2",
        "HANG, LOOSE, 2",
        "LEAVE_OPEN, LOOSE, 1",
        "CLOSE_CONNECTION, PLAIN, 2",
        "FILL_HEAP, PLAIN, 2"
    })
    void itsJobEndsAndTheOthersRun(Deed.Kind kind, Queues queue, int attempt) {
        enqueue(MISDEED, kind, queue);
        for (int i = 1; i <= OTHERS; i++) {
            enqueue(MISDEED + i, Deed.Kind.WORK, queue);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> small.jobs("status = 'success'") == OTHERS + 1);

        Tables tables = Tables.of(small.site);
        Row row = tables.jobs().get((long) MISDEED).get(0);
        assertThat(row.attempts()).isEqualTo(attempt);
        assertThat(row.failures()).isEqualTo(attempt - 1);
        assertThat(tables.effects()).hasSize(OTHERS + 1).containsEntry((long) MISDEED, List.of(attempt));
        assertThat(node.terminate(30)).isTrue();
        assertThat(node.exitCode()).isEqualTo(NodeProcess.ENDED_BY_SIGTERM);
        assertThat(Tables.of(small.site).effects())
                .as("nothing is committed that nobody ended")
                .isEqualTo(Map.copyOf(tables.effects()));
    }

    private void enqueue(long number, Deed.Kind kind, Queues queue) {
        raquel.enqueue(JobRequest.of(new Deed(number, kind, 1))
                .withQueue(queue.queue())
                .withRetryPolicy(SOON));
    }
}
