/** What the table in docs/performance.md says that a job costs: round trips to the database, each of them. */
package dev.raquel.cost;
