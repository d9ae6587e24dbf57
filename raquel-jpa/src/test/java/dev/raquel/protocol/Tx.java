package dev.raquel.protocol;

import java.util.List;

/**
 * A transaction as the database sees it.
 *
 * @param writes the rows that it has locked
 * @param effects the jobs whose handlers have written in it
 * @param mayCommit whether the commit was asked for, so that it may still happen after the node has gone
 */
record Tx(List<Write> writes, List<Integer> effects, boolean mayCommit) {

    static Tx of(Write write) {
        return new Tx(List.of(write), List.of(), true);
    }

    boolean locks(int job) {
        return writes.stream().anyMatch(write -> write.job() == job);
    }
}
