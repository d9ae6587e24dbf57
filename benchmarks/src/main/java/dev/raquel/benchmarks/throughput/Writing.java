package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.database.Console;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The handler that writes one row. Counts what was committed. */
final class Writing extends Work {

    private static final String WRITE = "insert into effects (job) values (?)";

    private final int jobs;

    Writing(int jobs, Console database) throws SQLException {
        super(jobs);
        this.jobs = jobs;
        database.execute("drop table if exists effects");
        database.execute("create table effects (job int not null)");
    }

    @Override
    void handle(Connection connection, int job) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setInt(1, job);
            write.executeUpdate();
        }
    }

    @Override
    void handleAll(Connection connection, List<Integer> batch) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (int job : batch) {
                write.setInt(1, job);
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    @Override
    void handleAlone(DataSource pool, int job) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            handle(connection, job);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    @Override
    public void verify(Console database) throws SQLException {
        long written = database.number("select count(*) from effects");
        long handled = database.number("select count(distinct job) from effects where job >= 0 and job < " + jobs);
        if (written != jobs || handled != jobs) {
            throw new IllegalStateException(jobs + " jobs wrote " + written + " rows, of " + handled + " jobs");
        }
    }
}
