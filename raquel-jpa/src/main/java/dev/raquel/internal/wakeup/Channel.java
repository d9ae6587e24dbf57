package dev.raquel.internal.wakeup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raquel.RaquelException;
import dev.raquel.internal.store.JobQueries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Where the nodes of one job table meet: {@code raquel.public.jobs} for example. Channels belong to a database, which
 * may have several job tables.
 *
 * @param name at most 63 bytes, since PostgreSQL refuses more
 */
record Channel(String name) {

    private static final int LONGEST = 63;
    private static final String PREFIX = "raquel.";

    /**
     * The channel of a table, which the connection may find by its search path.
     *
     * @throws RaquelException if there is no such table
     */
    static Channel of(Connection connection, String table) throws SQLException {
        try (var query = connection.prepareStatement(JobQueries.WHERE_TABLE_IS)) {
            query.setString(1, table);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new RaquelException("The job table '" + table + "' is not there", null);
                }
                return of(found.getString(1), found.getString(2));
            }
        }
    }

    static Channel of(String schema, String table) {
        String name = PREFIX + schema + "." + table;
        return new Channel(
                name.getBytes(UTF_8).length <= LONGEST ? name : PREFIX + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    /** The statement that begins to listen. */
    String listen() {
        return JobQueries.LISTEN.formatted(quoted());
    }

    /** The statement that ends listening. */
    String unlisten() {
        return JobQueries.UNLISTEN.formatted(quoted());
    }

    private String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
