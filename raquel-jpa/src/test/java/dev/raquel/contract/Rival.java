package dev.raquel.contract;

import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A transaction of somebody else, over plain JDBC, that is older and has changed more than others. What it changes is
 * never committed.
 */
final class Rival implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Connection connection;
    private Future<Boolean> end = CompletableFuture.completedFuture(false);

    /** Begins by these statements. */
    Rival(TestDatabase database, List<String> first) throws SQLException {
        connection = database.connect();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        for (String sql : first) {
            takes(sql);
        }
    }

    void takes(String sql) throws SQLException {
        connection.createStatement().execute(sql);
    }

    /** Takes it on another thread, whenever it can, and rolls back then. */
    void wants(String sql) {
        end = thread.submit(() -> {
            try {
                takes(sql);
                return false;
            } catch (SQLException refused) {
                return true;
            } finally {
                connection.rollback();
            }
        });
    }

    /** Whether the database refused what was wanted. Waits for that. */
    boolean wasRefused() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        wasRefused();
        connection.rollback();
        connection.close();
        thread.shutdown();
    }
}
