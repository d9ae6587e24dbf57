/** The server, and a database for each round. */
package dev.raquel.benchmarks.database;
