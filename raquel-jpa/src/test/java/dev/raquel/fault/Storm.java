package dev.raquel.fault;

import static org.awaitility.Awaitility.await;

import dev.raquel.fault.kind.Arena;
import dev.raquel.fault.kind.Nodes;
import dev.raquel.fault.node.NodeSettings;
import dev.raquel.fault.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One round: nodes work, jobs come, and faults strike from several sides at once. Then everything is made whole, what
 * is left is run, and the tables are looked at. The same seed makes the same jobs and the same faults in the same
 * order; how they fall together is up to the machine.
 */
final class Storm {

    private static final int NODES = 3;
    private static final int LANES = 2;
    private static final Duration PATIENCE = NodeSettings.RECLAIM_AFTER.multipliedBy(20);

    /** What the drivers say of faults is known already. Held, or the logging system would forget it. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    private final Site site;
    private final long seed;
    private final Duration length;
    private final Path logs;
    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());

    /** Over a database that nobody else uses; what the nodes log goes to this directory. */
    Storm(Site site, long seed, Duration length, Path logs) {
        this.site = site;
        this.seed = seed;
        this.length = length;
        this.logs = logs;
    }

    /** Runs it, and says what came of it. */
    Report run() throws InterruptedException {
        HIBERNATE.setLevel(Level.OFF);
        Random random = new Random(seed);
        Nodes nodes = new Nodes(site, logs);
        try (Feeder feeder = new Feeder(site, random.nextLong())) {
            Arena arena = new Arena(site, nodes, feeder.proxy(), findings::add);
            feeder.enqueueMisdeeds();
            for (int i = 0; i < NODES - 1; i++) {
                nodes.startOne(random);
            }
            nodes.startForAll(random);
            long end = System.nanoTime() + length.toNanos();
            Lanes lanes = Lanes.start(LANES, arena, random.nextLong(), end);
            feeder.feedWhile(lanes::areAtWork);
            findings.addAll(lanes.awaitEnd());
            nodes.startForAll(random);
            feeder.enqueueSome();
            findings.addAll(nodes.terminateOne(random));
            nodes.startForAll(random);
            awaitNothingWaits();
            findings.addAll(nodes.terminateAll());
            Tables tables = Tables.of(site);
            findings.addAll(Check.of(tables, feeder.confirmed(), feeder.asked()));
            return Report.of(lanes.strikes(), nodes, tables, List.copyOf(findings));
        } finally {
            nodes.killAll();
            HIBERNATE.setLevel(null);
        }
    }

    private void awaitNothingWaits() {
        try {
            await().pollInterval(Duration.ofMillis(300))
                    .atMost(PATIENCE)
                    .until(() -> Tables.of(site).waiting() == 0);
        } catch (ConditionTimeoutException stuck) {
            findings.add("after " + PATIENCE.toSeconds() + " s without faults there still is something to be done");
        }
    }
}
