/** Other libraries, each set up as its own documentation advises for speed. */
package dev.raquel.benchmarks.peer;
