package dev.raquel.benchmarks.enqueue;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.database.Database;

/**
 * Somebody who enqueues.
 *
 * @param name as it is called in the table
 * @param pace about how many jobs it enqueues in a second
 * @param autoCommit whether the pool's connections commit by themselves
 * @param opening makes the table, and what else it needs
 */
record Producer(String name, int pace, boolean autoCommit, Opening opening) {

    /** Makes ready. */
    interface Opening {

        Line open(Database database, HikariDataSource pool) throws Exception;
    }

    /** What enqueues into one table. */
    interface Line {

        /** Returns when all are committed. */
        void enqueue(int jobs) throws Exception;

        /** The table. */
        String table();

        /** Lets go of what it holds, apart from the pool. */
        default void close() {}
    }
}
