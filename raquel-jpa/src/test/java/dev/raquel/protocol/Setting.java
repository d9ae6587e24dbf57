package dev.raquel.protocol;

import dev.raquel.Handling;
import dev.raquel.internal.lifecycle.RetryLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is explored. Times are in ticks.
 *
 * @param together whether jobs may share a transaction, or be settled together; nobody renews then, or there are too
 *     many worlds
 * @param skipLocked whether the database has {@code SKIP LOCKED}; else rows are read unlocked and then guarded
 * @param watched what must hold; what else breaks is passed over
 */
record Setting(
        Size size,
        Handling handling,
        boolean together,
        boolean skipLocked,
        Faults faults,
        Set<Mutant> mutants,
        Set<Invariant> watched) {

    /** So many nodes and jobs, and so many claims that a node may hold. */
    record Size(int nodes, int jobs, int capacity) {}

    /** What goes wrong at most: answers that are lost, nodes that die, nodes that are stopped. */
    record Faults(int lostAnswers, int kills, int stops) {

        static final Faults NONE = new Faults(0, 0, 0);
        static final Faults EACH = new Faults(1, 1, 1);
    }

    /** How long a lease lasts. */
    static final int LEASE = 2;
    /** How long a failed job waits. */
    static final int DELAY = 1;

    private static final int RETRIES = 1;

    /** Two nodes and one job, in a database that skips locked rows; everything goes wrong once. */
    static Setting of(Handling handling) {
        return new Setting(
                new Size(2, 1, 2),
                handling,
                false,
                true,
                Faults.EACH,
                EnumSet.noneOf(Mutant.class),
                EnumSet.allOf(Invariant.class));
    }

    Setting with(Faults other) {
        return new Setting(size, handling, together, skipLocked, other, mutants, watched);
    }

    Setting with(Size other) {
        return new Setting(other, handling, together, skipLocked, faults, mutants, watched);
    }

    Setting with(Mutant mutant) {
        return new Setting(size, handling, together, skipLocked, faults, EnumSet.of(mutant), watched);
    }

    Setting watching(Invariant only) {
        return new Setting(size, handling, together, skipLocked, faults, mutants, EnumSet.of(only));
    }

    Setting withJobsTogether() {
        return new Setting(size, handling, true, skipLocked, faults, mutants, watched);
    }

    Setting withoutSkipLocked() {
        return new Setting(size, handling, together, false, faults, mutants, watched);
    }

    Setting withoutMutants() {
        return new Setting(size, handling, together, skipLocked, faults, Set.of(), watched);
    }

    boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }

    boolean watches(Invariant invariant) {
        return watched.contains(invariant);
    }

    /** Breaks off unless this holds, or is not watched. */
    void require(boolean holds, Invariant invariant, String how) {
        if (!holds && watches(invariant)) {
            throw new Broken(invariant, how);
        }
    }

    int nodes() {
        return size.nodes();
    }

    int jobs() {
        return size.jobs();
    }

    int capacity() {
        return size.capacity();
    }

    /**
     * How old a reading of the clock may be when it is used: fresh, or as old as a lease, after a stall. With two jobs
     * just fresh, or there are too many worlds; a lease runs out there while time passes.
     */
    List<Integer> lags() {
        return together ? List.of(0) : List.of(0, LEASE);
    }

    static RetryLimits retry() {
        return new RetryLimits(RETRIES, DELAY, DELAY, DELAY);
    }
}
