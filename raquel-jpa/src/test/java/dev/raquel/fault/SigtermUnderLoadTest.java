package dev.raquel.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.JobRequest;
import dev.raquel.Raquel;
import dev.raquel.fault.node.Deed;
import dev.raquel.fault.node.NodeProcess;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.node.Queues;
import dev.raquel.fault.site.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes' processes are asked to end, as containers do it, while they have more to do than they can. */
class SigtermUnderLoadTest {

    private static final int TIMES = 10;
    private static final int BACKLOG = 1_500;
    private static final int SLOW_ONES = 20;
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Random random = new Random(Long.getLong("raquel.faults.seed", 1));
    private final SmallFixture small = new SmallFixture();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        processes.forEach(Process::destroyForcibly);
        small.close();
    }

    @Test
    void whatRunsIsFinishedAndWhatDoesNotRunIsGivenBackUncounted() throws Exception {
        Raquel raquel = small.closing(small.node(3).build());
        Process next = started(0);
        for (int i = 0; i < TIMES; i++) {
            Process node = next;
            awaitReady(node);
            refill(raquel);
            long before = small.effects();
            next = i + 1 < TIMES ? started(i + 1) : node; // while this one works
            await().until(() -> small.effects() > before);
            new CountDownLatch(1).await(random.nextInt(200), TimeUnit.MILLISECONDS);

            Signals.send("TERM", node.pid());

            assertThat(node.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS))
                    .as("stop number " + i + " ends")
                    .isTrue();
            assertThat(node.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(small.jobs("claimed_by like '" + name(i) + "-%' and status <> 'success'"))
                    .as("claims left behind by stop number " + i)
                    .isZero();
        }
        assertThat(small.jobs("attempts > 1 or attempts = 1 and status <> 'success'"))
                .as("what did not run to its end was counted")
                .isZero();
        assertThat(small.jobs("attempts = 1")).isEqualTo(small.effects()).isPositive();
    }

    private static String name(int number) {
        return "sigterm" + number;
    }

    /** With its log in a file; its standard input stays open, or it would end by itself. */
    private Process started(int number) throws IOException {
        NodeSettings settings = new NodeSettings(
                name(number),
                small.site.url(small.site.port()),
                small.site.user(),
                small.site.password(),
                Arrays.stream(Queues.values()).map(Queues::queue).collect(Collectors.joining(",")),
                number);
        Path logs = Files.createDirectories(Path.of("target", "faults", "sigterm"));
        File log = logs.resolve(name(number) + ".log").toFile();
        Process process = new ProcessBuilder(NodeProcess.command(settings))
                .redirectError(log)
                .start();
        processes.add(process);
        return process;
    }

    private static void awaitReady(Process node) {
        boolean isReady = node.inputReader(StandardCharsets.UTF_8).lines().anyMatch("ready"::equals);
        assertThat(isReady).as("it starts; see its log").isTrue();
    }

    /** There may be more than that already, given back by the stop before. */
    private void refill(Raquel raquel) {
        for (Queues queue : Queues.values()) {
            long missing = BACKLOG - small.jobs("status = 'queued' and queue = '" + queue.queue() + "'");
            raquel.enqueueAll(Stream.generate(() -> order(queue)).limit(Math.max(0, missing)));
        }
    }

    /** Few are slow, and only where each runs for itself: a stop waits for as long as one takes. */
    private JobRequest order(Queues queue) {
        boolean mayBeSlow = queue == Queues.PLAIN || queue == Queues.LOCKED || queue == Queues.LOOSE;
        boolean isSlow = mayBeSlow && random.nextInt(SLOW_ONES) == 0;
        Deed.Kind kind = isSlow ? Deed.Kind.SLOW : Deed.Kind.WORK;
        return JobRequest.of(new Deed(0, kind, 1)).withQueue(queue.queue());
    }
}
