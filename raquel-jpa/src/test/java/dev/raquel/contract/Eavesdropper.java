package dev.raquel.contract;

import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears all that nodes tell each other about the table {@code jobs}. */
final class Eavesdropper implements AutoCloseable {

    static final String CHANNEL = "raquel.public.jobs";

    private static final String FENCE = "fence=";
    private static final int PATIENCE_MILLIS = 20_000;

    private final TestDatabase database;
    private final Connection connection;
    private int fences;

    Eavesdropper(TestDatabase database) {
        this.database = database;
        try {
            connection = database.connect();
            try (var statement = connection.createStatement()) {
                statement.execute("listen \"" + CHANNEL + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells the nodes something. */
    void tell(String text) {
        database.execute("select pg_notify('" + CHANNEL + "', '" + text.replace("'", "''") + "')");
    }

    /** All that was told since the last time until now. */
    List<String> heard() {
        String fence = FENCE + ++fences;
        tell(fence);
        List<String> heard = new ArrayList<>();
        while (!heard.contains(fence)) {
            heard.addAll(next());
        }
        heard.removeIf(text -> text.startsWith(FENCE));
        return heard;
    }

    /** What is told next; waits for it. */
    List<String> next() {
        try {
            PGNotification[] found = connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS);
            if (found == null || found.length == 0) {
                throw new AssertionError("Nothing was told");
            }
            return List.of(found).stream().map(PGNotification::getParameter).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
