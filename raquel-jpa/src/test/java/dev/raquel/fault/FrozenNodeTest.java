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
import dev.raquel.fault.site.Signals;
import dev.raquel.fault.wire.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node is frozen in the midst of a job, which succeeds elsewhere; what the node does about it later changes nothing.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrozenNodeTest {

    private static final long NUMBER = 7;
    private static final long STOP_SECONDS = 30;
    private static final RetryPolicy SOON =
            RetryPolicy.DEFAULT.withDelays(Duration.ofMillis(20), Duration.ofMillis(100));

    private final SmallFixture small = new SmallFixture();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private NodeStart start;
    private Raquel raquel;

    @BeforeEach
    void build() throws Exception {
        raquel = small.closing(small.node(3).build());
        Path logs = Files.createDirectories(Path.of("target", "faults", "frozen"));
        // that a database forgets silent clients is what lets a job be taken over whose row is locked
        start = new NodeStart(
                small.site.forgettingUrl(small.site.port()), small.site.user(), small.site.password(), logs);
    }

    @AfterEach
    void close() throws Exception {
        nodes.forEach(NodeProcess::kill);
        small.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Queues.class,
            names = {"PLAIN", "LOCKED", "LOOSE", "SHARED"})
    void whatItDoesOnceItGoesOnChangesNothing(Queues queue) throws Exception {
        NodeProcess frozen = node("frozen", queue);
        raquel.enqueue(JobRequest.of(new Deed(NUMBER, Deed.Kind.WAIT, 1))
                .withQueue(queue.queue())
                .withRetryPolicy(SOON));
        assertThat(frozen.awaitLine()).isEqualTo("begun");

        Signals.send("STOP", frozen.pid());
        NodeProcess other = node("other", queue);
        await().atMost(Duration.ofSeconds(60)).until(() -> small.jobs("status = 'success'") == 1);
        assertThat(other.terminate(STOP_SECONDS)).isTrue();
        Map<String, String> row = row();
        assertThat(row.get("claimed_by")).startsWith("other-");
        assertThat(attemptsWithEffect()).containsExactly(2);

        Signals.send("CONT", frozen.pid());
        frozen.tell("go-on");
        assertThat(frozen.awaitLine()).isEqualTo("goes on");
        assertThat(frozen.terminate(STOP_SECONDS)).isTrue();
        assertThat(frozen.exitCode()).as("ended in good order").isEqualTo(NodeProcess.ENDED_BY_SIGTERM);

        assertThat(row()).isEqualTo(row);
        if (queue.isTransactional()) {
            assertThat(attemptsWithEffect()).containsExactly(2);
        } else {
            assertThat(attemptsWithEffect()).contains(2); // and that of the other may be there as well
        }
    }

    private NodeProcess node(String name, Queues queue) {
        NodeProcess node = start.start(name, queue.queue(), 1, Duration.ZERO, new TcpProxy(small.site.port()));
        nodes.add(node);
        return node;
    }

    /** All columns of the only job. */
    private Map<String, String> row() throws SQLException {
        try (Connection connection = small.site.connect();
                ResultSet result = connection.createStatement().executeQuery("select * from jobs")) {
            assertThat(result.next()).isTrue();
            Map<String, String> row = new TreeMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getString(i)));
            }
            assertThat(result.next()).isFalse();
            return row;
        }
    }

    private List<Integer> attemptsWithEffect() throws SQLException {
        try (Connection connection = small.site.connect();
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("select attempt from fault_effects order by attempt")) {
            List<Integer> attempts = new ArrayList<>();
            while (result.next()) {
                attempts.add(result.getInt(1));
            }
            return attempts;
        }
    }
}
