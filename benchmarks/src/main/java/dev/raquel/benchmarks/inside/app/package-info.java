/** What is deployed: a handler for each kind, hand-written loops beside them, and a servlet that runs a round. */
package dev.raquel.benchmarks.inside.app;
