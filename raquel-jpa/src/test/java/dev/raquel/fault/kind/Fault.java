package dev.raquel.fault.kind;

import java.util.Random;

/** Something that goes wrong. May be used by many threads, each in turn with other nodes. */
public interface Fault {

    /** As the table of faults calls it. */
    String name();

    /**
     * Lets it happen, and sees to it that it is over: what was stopped is started, what was cut is whole. Returns how
     * many it has struck of what it strikes (nodes, connections, commits, rows, calls); 0 if it has missed.
     *
     * @param arena where
     * @param random decides about moments, lengths and victims
     * @throws InterruptedException if the test ends
     */
    int strike(Arena arena, Random random) throws InterruptedException;
}
