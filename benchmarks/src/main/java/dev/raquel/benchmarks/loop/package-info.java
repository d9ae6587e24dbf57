/** Hand-written JDBC over the same table: what the library is measured by. */
package dev.raquel.benchmarks.loop;
