package dev.raquel.benchmarks.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raquel.benchmarks.database.Console;
import dev.raquel.liquibase.RaquelChangeLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The library's own table, for the library and the loops alike. */
public final class JobsTable {

    /** The queue that is worked off. */
    public static final String QUEUE = "work";

    private static final long HOUR_MILLIS = 3_600_000;

    private JobsTable() {}

    /** Makes it, unless it is there. */
    public static void create(Console database) throws SQLException {
        if (database.isTrue("exists (select 1 from information_schema.tables where lower(table_name) = 'jobs')")) {
            return;
        }
        String name = database.dialect().script();
        try (InputStream script = RaquelChangeLog.class.getResourceAsStream(name)) {
            database.execute(new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Enqueues jobs with the numbers from 0 as payloads, due since before now, in this order. */
    public static void enqueue(Console database, int jobs) throws SQLException {
        enqueue(database, jobs, false);
    }

    /** The same, one after the other or all at once. */
    public static void enqueue(Console database, int jobs, boolean dueAtOnce) throws SQLException {
        enqueue(database, QUEUE, jobs, (System.currentTimeMillis() - jobs) + (dueAtOnce ? "" : " + n"));
    }

    /** The same for a queue, due at a time in milliseconds: an expression of their numbers, {@code n}. */
    public static void enqueue(Console database, String queue, int jobs, String due) throws SQLException {
        database.execute("insert into jobs (id, queue, payload, scheduled_at) select "
                + database.dialect().newId() + ", '" + queue + "', n, " + due + " from "
                + database.dialect().series(0, jobs - 1));
    }

    /**
     * Throws unless the queue holds so many jobs, each of which has succeeded at its first attempt; waits for the last.
     */
    public static void requireSucceededOnce(Console database, long jobs) throws SQLException {
        database.awaitNot(unsettled(QUEUE), TimeUnit.MINUTES.toNanos(1));
        long succeeded = database.number(
                "select count(*) from jobs where status = 'success' and attempts = 1 and queue = '" + QUEUE + "'");
        if (succeeded != jobs) {
            throw new IllegalStateException(succeeded + " of " + jobs + " jobs succeeded at once");
        }
    }

    /** What holds if a job of a queue has failed, or was attempted twice. */
    public static String failed(String queue) {
        return "exists (select 1 from jobs where queue = '" + queue
                + "' and (attempts > 1 or status not in ('queued', 'success')))";
    }

    /**
     * What holds as long as a job of a queue waits, if only for a retry within the hour, or any is claimed; answered by
     * the two partial indexes.
     */
    public static String unsettled(String queue) {
        return "exists (select 1 from jobs where queue = '" + queue + "' and due_at between 0 and "
                + (System.currentTimeMillis() + HOUR_MILLIS)
                + ") or exists (select 1 from jobs where status = 'claimed')";
    }
}
