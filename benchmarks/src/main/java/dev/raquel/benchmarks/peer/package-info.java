/** Other libraries, each set up for speed. */
package dev.raquel.benchmarks.peer;
