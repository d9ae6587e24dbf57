package dev.raquel.benchmarks.latency;

import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.raquel.RaquelNode;

/** Who enqueues for whom. */
enum Nodes {
    SAME("same node", false),
    BESIDE_SNAPSHOT("same node, beside an old snapshot", false),
    POLLING("two nodes, polling", false),
    NOTIFIED("two nodes, notified", true);

    private final String words;
    private final boolean notified;

    Nodes(String words, boolean notified) {
        this.words = words;
        this.notified = notified;
    }

    boolean areTwo() {
        return this == POLLING || this == NOTIFIED;
    }

    String words() {
        return words;
    }

    RaquelNode open(Database database, int pool) {
        return notified ? RaquelNode.notified(database, pool) : RaquelNode.over(database, pool);
    }
}
