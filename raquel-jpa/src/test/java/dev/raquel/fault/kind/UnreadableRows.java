package dev.raquel.fault.kind;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Somebody writes rows that no handler can read, and one in a state that nobody knows. */
public final class UnreadableRows implements Fault {

    /** A payload that is no JSON. */
    public static final String PAYLOAD = "not JSON";

    /** A state that nobody knows. */
    public static final String STATUS = "dreaming";

    @Override
    public String name() {
        return "unreadable rows among the others";
    }

    @Override
    public int strike(Arena arena, Random random) {
        int written = 0;
        try (Connection connection = arena.site().connect();
                Statement statement = connection.createStatement()) {
            for (String queue : new String[] {"plain", "loose", "shared", "lists", "loose_lists"}) {
                statement.execute("insert into jobs (queue, payload, max_retry_count, min_retry_delay) values ('"
                        + queue + "', '" + PAYLOAD + "', 1, 10)");
                statement.execute("insert into jobs (queue, status, payload) values ('" + queue + "', '" + STATUS
                        + "', '" + PAYLOAD + "')");
                written += 2;
            }
        } catch (SQLException stopped) {
            // another fault has stopped the database: then there are fewer of them
        }
        return written;
    }
}
