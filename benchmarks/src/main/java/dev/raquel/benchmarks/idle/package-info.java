/** What the library sends, and what it holds. */
package dev.raquel.benchmarks.idle;
