package dev.raquel.benchmarks.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raquel.benchmarks.database.Database;
import dev.raquel.liquibase.RaquelChangeLog;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Objects;

/** The library's own table, for the library and the loops alike. */
public final class JobsTable {

    /** The queue that is worked off. */
    public static final String QUEUE = "work";

    /**
     * Holds as long as a job waits, if only for a retry within the hour, or is claimed; answered by the two partial indexes.
     */
    public static final String UNSETTLED = "exists (select from jobs where queue = '" + QUEUE
            + "' and due_at between 0 and (extract(epoch from now()) * 1000)::bigint + 3600000)"
            + " or exists (select from jobs where status = 'claimed')";

    private static final String SCRIPT = "sql/postgresql.sql";

    private JobsTable() {}

    /** Makes it, unless it is there. */
    public static void create(Database database) throws SQLException {
        if (database.isTrue("to_regclass('jobs') is not null")) {
            return;
        }
        try (InputStream script = RaquelChangeLog.class.getResourceAsStream(SCRIPT)) {
            database.execute(new String(Objects.requireNonNull(script, SCRIPT).readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Enqueues jobs with the numbers from 0 as payloads, due in this order. */
    public static void enqueue(Database database, int jobs) throws SQLException {
        database.execute("insert into jobs (queue, payload, scheduled_at)"
                + " select '" + QUEUE + "', n, extract(epoch from now()) * 1000 - " + jobs + " + n"
                + " from generate_series(0, " + (jobs - 1) + ") n");
    }
}
