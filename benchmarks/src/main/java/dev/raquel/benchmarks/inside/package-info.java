/**
 * The throughput of an application in WildFly, with the datasources of the example: {@code app} is deployed, the rest
 * runs outside of the server.
 */
package dev.raquel.benchmarks.inside;
