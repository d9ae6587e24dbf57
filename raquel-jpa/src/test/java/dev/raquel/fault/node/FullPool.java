package dev.raquel.fault.node;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Somebody who takes all connections of a pool for a while, in a thread of its own. Used by one thread. */
final class FullPool {

    private final AgroalDataSource pool;
    private final List<Connection> taken = new ArrayList<>();
    private Thread taking = new Thread(() -> {});

    FullPool(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** Begins to take what there is. */
    void begin() {
        taking = new Thread(this::take, "takes-all-connections");
        taking.start();
    }

    private void take() {
        try {
            while (taken.size() < NodeSettings.POOL_SIZE) {
                taken.add(pool.getConnection());
            }
        } catch (SQLException noMore) {
            // which is what was wanted
        }
    }

    /** Gives all of them back, and returns how many they were. */
    int end() {
        try {
            taking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int all = taken.size();
        taken.forEach(FullPool::giveBack);
        taken.clear();
        return all;
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            // and the pool knows
        }
    }
}
