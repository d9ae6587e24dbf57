package dev.raquel.fault;

/**
 * What a fault has done.
 *
 * @param times how often it has struck
 * @param struck how many commits, connections, calls, rows or nodes it has struck in all
 */
record Strikes(int times, int struck) {

    /** Both together. */
    Strikes and(Strikes other) {
        return new Strikes(times + other.times, struck + other.struck);
    }
}
