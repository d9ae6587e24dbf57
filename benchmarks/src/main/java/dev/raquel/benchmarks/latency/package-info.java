/** How long a job waits for its handler. */
package dev.raquel.benchmarks.latency;
