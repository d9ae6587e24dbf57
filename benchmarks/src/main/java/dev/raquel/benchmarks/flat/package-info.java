/** Whether a claim stays as fast as it was: beside many other rows, and over a long run. */
package dev.raquel.benchmarks.flat;
