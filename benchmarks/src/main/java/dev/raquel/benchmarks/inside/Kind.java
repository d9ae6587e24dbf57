package dev.raquel.benchmarks.inside;

import dev.raquel.benchmarks.loop.CommitPerJob;
import dev.raquel.benchmarks.loop.GroupedSettlement;
import dev.raquel.benchmarks.loop.SharedTransaction;
import dev.raquel.benchmarks.loop.Turn;

/** The kinds of handling, each with its queue and the hand-written loop that gives the same guarantee. */
public enum Kind {
    TRANSACTIONAL("TRANSACTIONAL", Queues.TRANSACTIONAL, 3_000, "loop, commit per job", new CommitPerJob(false)),
    TRANSACTIONAL_LOCKED(
            "TRANSACTIONAL_LOCKED", Queues.LOCKED, 2_500, "loop, lock and commit per job", new CommitPerJob(true)),
    NON_TRANSACTIONAL(
            "NON_TRANSACTIONAL",
            Queues.LOOSE,
            20_000,
            "loop, no transaction, settled by 200",
            new GroupedSettlement(200)),
    PER_TRANSACTION_20(
            "perTransaction 20", Queues.SHARED, 10_000, "loop, 20 per transaction", new SharedTransaction(20, false)),
    LISTS_OF_100("lists of 100", Queues.LISTS, 20_000, "loop, batches of 100", new SharedTransaction(100, true));

    private final String words;
    private final String queue;
    private final int pace;
    private final String loop;
    private final Turn turn;

    Kind(String words, String queue, int pace, String loop, Turn turn) {
        this.words = words;
        this.queue = queue;
        this.pace = pace;
        this.loop = loop;
        this.turn = turn;
    }

    /** What its loop does on each thread. */
    public Turn turn() {
        return turn;
    }

    public String queue() {
        return queue;
    }

    /** As it is called in the table. */
    String words() {
        return "Raquel " + words;
    }

    /** About how many jobs are handled in a second, for the first round. */
    int pace() {
        return pace;
    }

    /** As its loop is called in the table. */
    String loop() {
        return loop;
    }

    /** The queues, for annotations. */
    public static final class Queues {

        public static final String TRANSACTIONAL = "transactional";
        public static final String LOCKED = "transactional_locked";
        public static final String LOOSE = "non_transactional";
        public static final String SHARED = "per_transaction";
        public static final String LISTS = "lists";

        private Queues() {}
    }
}
