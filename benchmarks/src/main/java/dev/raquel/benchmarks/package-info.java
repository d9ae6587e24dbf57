/** Measures the queue beside its peers and beside hand-written JDBC. Start at {@link dev.raquel.benchmarks.Main}. */
package dev.raquel.benchmarks;
