/** Hand-written JDBC: the limit of what a library over the same table can reach. */
package dev.raquel.benchmarks.loop;
