/** Tables, charts and raw figures. */
package dev.raquel.benchmarks.report;
