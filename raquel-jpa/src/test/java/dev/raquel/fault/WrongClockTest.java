package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.node.NodeStart;
import dev.raquel.fault.node.Queues;
import dev.raquel.fault.node.WrongClock;
import dev.raquel.fault.wire.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes whose wall clocks are hours apart agree on what is due and on which leases are old. */
class WrongClockTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final RetryPolicy SOON =
            RetryPolicy.DEFAULT.withDelays(Duration.ofMillis(20), Duration.ofMillis(100));

    private final SmallFixture small = new SmallFixture();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private Raquel raquel;
    private NodeStart start;

    @BeforeEach
    void build() throws Exception {
        raquel = small.closing(small.node(3).build());
        Path logs = Files.createDirectories(Path.of("target", "faults", "wrong-clocks"));
        start = new NodeStart(small.site.url(small.site.port()), small.site.user(), small.site.password(), logs);
    }

    @AfterEach
    void close() throws Exception {
        nodes.forEach(NodeProcess::kill);
        small.close();
    }

    @Test
    void nodesWhoseClocksAreHoursApartAgree() {
        assumeThat(WrongClock.isPossible()).as("libfaketime is installed").isTrue();
        NodeProcess ahead = node("ahead", HOUR);
        NodeProcess behind = node("behind", HOUR.negated());
        assertThat(ahead.wallClock() - behind.wallClock()).isCloseTo(2 * HOUR.toMillis(), within(MINUTE_MILLIS));

        enqueue(Deed.Kind.SLOW, 12);
        enqueue(Deed.Kind.FAIL, 40);
        await().atMost(Duration.ofSeconds(60)).until(() -> small.jobs("status = 'success'") == 52);

        assertThat(small.jobs("payload like '%SLOW%' and failures > 0"))
                .as("taken from a node that had them")
                .isZero();
        assertThat(small.jobs("payload like '%FAIL%' and failures <> 1")).isZero();
        assertThat(small.jobs("finished_at not between enqueued_at and enqueued_at + " + MINUTE_MILLIS))
                .isZero();
    }

    private NodeProcess node(String name, Duration wrongBy) {
        NodeProcess node = start.start(name, Queues.PLAIN.queue(), 1, wrongBy, new TcpProxy(small.site.port()));
        nodes.add(node);
        return node;
    }

    private void enqueue(Deed.Kind kind, int jobs) {
        raquel.enqueueAll(IntStream.range(0, jobs)
                .mapToObj(number -> JobRequest.of(new Deed(number, kind, kind == Deed.Kind.FAIL ? 1 : 1_000))
                        .withQueue(Queues.PLAIN.queue())
                        .withRetryPolicy(SOON))
                .toList());
    }
}
