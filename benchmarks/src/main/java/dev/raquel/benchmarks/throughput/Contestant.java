package dev.raquel.benchmarks.throughput;

/** Somebody who handles jobs. */
public interface Contestant {

    /** As it is called in the table. */
    String name();

    /** The hand-written loop with the same guarantee, by its name; of a loop, its own. Empty for peers. */
    String limit();

    /** About how many jobs it handles in a second: how many its first round needs to last as long as it should. */
    int pace();

    /** Makes its table and enqueues all jobs; handles none yet. */
    Entry enter(Arena arena) throws Exception;
}
