/** The library, through its public interface. */
package dev.raquel.benchmarks.raquel;
