package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.database.Database;

/**
 * What a contestant is given for one round.
 *
 * @param database empty
 * @param work what to do for each job, by its number from 0
 * @param jobs how many to enqueue
 * @param dueAtOnce whether all of them are due at the same millisecond; else one after the other
 * @param threads on how many to handle them
 * @param pool how many connections to use
 */
public record Arena(Database database, Work work, int jobs, boolean dueAtOnce, int threads, int pool) {}
