package dev.raquel.benchmarks.idle;

import dev.raquel.benchmarks.database.Database;
import java.sql.SQLException;

/** Counts transactions as the server does, by everybody in a database. */
record Transactions(Database database) {

    /** So far. The sessions must be idle for a second: they tell the server no sooner. */
    long count() throws SQLException {
        database.execute("select pg_stat_force_next_flush()");
        return database.number(
                "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()");
    }
}
