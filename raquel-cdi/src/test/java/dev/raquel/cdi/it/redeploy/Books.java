package dev.raquel.cdi.it.redeploy;

import dev.raquel.cdi.it.redeploy.application.Work;
import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** The database, as it outlives the applications. */
final class Books implements AutoCloseable {

    /** What applications call themselves to the database. */
    static final String APPLICATION = "redeployed";

    /** Who listens to notifications. */
    static final String LISTENER = "datname = current_database() and query like 'listen \"raquel.%'";

    private final TestDatabase database = PostgresDatabase.fresh().migrate();

    Books() {
        database.execute("create table effect_" + Work.INSIDE + " (job uuid primary key)");
        database.execute("create table effect_" + Work.OUTSIDE + " (job uuid)");
    }

    TestDatabase database() {
        return database;
    }

    /** A job of each queue, that works so long; with a text, the first attempt fails with it. */
    void enqueue(int millis, String failure) {
        database.execute("insert into jobs (queue, payload, min_retry_delay, backoff_base) select queue, '"
                + (millis + " " + failure).strip() + "', 200, 200 from unnest(array['" + Work.INSIDE + "', '"
                + Work.OUTSIDE + "']) queue");
    }

    long count(String fromAndWhere) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + fromAndWhere)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(fromAndWhere, e);
        }
    }

    long jobs(String where) {
        return count("jobs where " + where);
    }

    /** Lets nobody write an effect until the connection that is returned ends its transaction. */
    Connection holdUpEffects() throws SQLException {
        Connection barrier = database.connect();
        barrier.setAutoCommit(false);
        try (var statement = barrier.createStatement()) {
            statement.execute("lock table effect_" + Work.INSIDE + ", effect_" + Work.OUTSIDE);
        }
        return barrier;
    }

    /** How many connections of applications wait for a lock. */
    long heldUp() {
        return count("pg_stat_activity where datname = current_database() and application_name = '" + APPLICATION
                + "' and wait_event_type = 'Lock'");
    }

    /** How many connections listen, as long as they have sent nothing else: for some seconds. */
    long listeners() {
        return count("pg_stat_activity where " + LISTENER);
    }

    long connections() {
        return count(
                "pg_stat_activity where datname = current_database() and application_name = '" + APPLICATION + "'");
    }

    /** Transactions with which nobody goes on. */
    long forgottenTransactions() {
        return count("pg_stat_activity where datname = current_database() and state like 'idle in transaction%'"
                + " and state_change < clock_timestamp() - interval '2 s'");
    }

    long preparedTransactions() {
        return count("pg_prepared_xacts");
    }

    @Override
    public void close() {
        database.close();
    }
}
