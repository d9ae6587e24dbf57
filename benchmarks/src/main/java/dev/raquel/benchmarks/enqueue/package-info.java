/** How many jobs a second can be enqueued. */
package dev.raquel.benchmarks.enqueue;
