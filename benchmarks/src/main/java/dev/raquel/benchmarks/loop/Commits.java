package dev.raquel.benchmarks.loop;

import java.sql.Connection;
import java.sql.SQLException;

/** The transactions of one thread, one after the other: each begins when its connection is asked for. */
public interface Commits {

    /** The connection of the transaction. */
    Connection connection() throws SQLException;

    void commit() throws SQLException;

    /** Gives the connection back to the pool until it is asked for again. Between transactions only. */
    void release() throws SQLException;
}
