package dev.raquel.fault.kind;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;

/** Another transaction holds the rows of jobs that run or are due, and changes nothing. */
final class RowsLocked implements Fault {

    private static final int MOST = 30;

    @Override
    public String name() {
        return "rows locked by another transaction";
    }

    @Override
    public int strike(Arena arena, Random random) throws InterruptedException {
        try (Connection connection = arena.site().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED); // locks what it finds alone
            int locked = lock(statement, "status = 'claimed'", MOST);
            locked += lock(statement, "status in ('queued', 'failed')", MOST - locked);
            Arena.last(random, Duration.ofMillis(200), Duration.ofMillis(2_500));
            connection.rollback();
            return locked;
        } catch (SQLException stopped) {
            return 0; // another fault has stopped the database, which unlocks them
        }
    }

    private static int lock(Statement statement, String which, int most) throws SQLException {
        ResultSet rows = statement.executeQuery("select id from jobs where " + which + " order by scheduled_at limit "
                + most + " for update skip locked");
        int locked = 0;
        while (rows.next()) {
            locked++;
        }
        return locked;
    }
}
