package dev.raquel.benchmarks.throughput;

import dev.raquel.Handling;
import dev.raquel.benchmarks.loop.CommitPerJob;
import dev.raquel.benchmarks.loop.GroupedSettlement;
import dev.raquel.benchmarks.loop.Loop;
import dev.raquel.benchmarks.loop.SharedTransaction;
import dev.raquel.benchmarks.peer.DbScheduler;
import dev.raquel.benchmarks.peer.Gruelbox;
import dev.raquel.benchmarks.peer.JobRunrServer;
import dev.raquel.benchmarks.peer.QuartzCluster;
import dev.raquel.benchmarks.raquel.RaquelQueue;
import java.util.List;

/** Who takes part. The paces are about what two cores shared with the database reach, for the first round. */
public final class Contestants {

    public static final String DB_SCHEDULER = "db-scheduler";

    private static final Loop COMMIT_PER_JOB = new Loop("loop, commit per job", 8_000, new CommitPerJob(false));
    private static final Loop LOCK_PER_JOB = new Loop("loop, lock and commit per job", 7_000, new CommitPerJob(true));
    private static final Loop SHARED_BY_20 =
            new Loop("loop, 20 per transaction", 40_000, new SharedTransaction(20, false));
    private static final Loop BATCHES_OF_100 =
            new Loop("loop, batches of 100", 60_000, new SharedTransaction(100, true));
    private static final Loop GROUPED =
            new Loop("loop, no transaction, settled by 200", 50_000, new GroupedSettlement(200));

    private static final List<Contestant> ALL = List.of(
            new RaquelQueue("Raquel TRANSACTIONAL", COMMIT_PER_JOB.name(), 8_000, Handling.TRANSACTIONAL),
            new RaquelQueue("Raquel TRANSACTIONAL_LOCKED", LOCK_PER_JOB.name(), 7_000, Handling.TRANSACTIONAL_LOCKED),
            new RaquelQueue("Raquel NON_TRANSACTIONAL", GROUPED.name(), 80_000, Handling.NON_TRANSACTIONAL),
            RaquelQueue.sharing("Raquel perTransaction 20", SHARED_BY_20.name(), 40_000, 20),
            RaquelQueue.ofLists("Raquel lists of 100", BATCHES_OF_100.name(), 60_000, 100),
            COMMIT_PER_JOB,
            LOCK_PER_JOB,
            SHARED_BY_20,
            BATCHES_OF_100,
            GROUPED,
            new DbScheduler(DB_SCHEDULER, 4, 20),
            new DbScheduler("limits 1 and 4", 1, 4),
            new DbScheduler("limits 2 and 6", 2, 6),
            new JobRunrServer(),
            new QuartzCluster(),
            new Gruelbox());

    private Contestants() {}

    public static List<Contestant> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Contestant named(String name) {
        return ALL.stream()
                .filter(contestant -> contestant.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** By name too: the hand-written loop with the same guarantee, if there is one. */
    public static String limitOf(String name) {
        return ALL.stream()
                .filter(contestant -> contestant.name().equals(name))
                .map(Contestant::limit)
                .findAny()
                .orElse("");
    }
}
