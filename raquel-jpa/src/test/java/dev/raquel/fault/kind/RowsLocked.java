package dev.raquel.fault.kind;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;

/** Another transaction holds the rows of some jobs, whatever state they are in, and changes nothing. */
final class RowsLocked implements Fault {

    @Override
    public String name() {
        return "rows locked by another transaction";
    }

    @Override
    public void strike(Arena arena, Random random) throws InterruptedException {
        try (Connection connection = arena.site().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("select id from jobs where status <> 'success' limit 30 for update skip locked");
            Arena.last(random, Duration.ofMillis(200), Duration.ofMillis(2_500));
            connection.rollback();
        } catch (SQLException stopped) {
            // another fault has stopped the database, which unlocks them
        }
    }
}
