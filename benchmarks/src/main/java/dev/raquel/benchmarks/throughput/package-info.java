/** How many jobs a second, side by side. */
package dev.raquel.benchmarks.throughput;
