package dev.raquel.model;

import dev.raquel.ApplicationUnit;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A database with the job table and a table for effects, read and written by plain JDBC beside the library. */
final class ModelDatabase implements AutoCloseable {

    private final TestDatabase database;
    private final EntityManagerFactory factory;
    private final Connection connection;

    ModelDatabase(TestDatabase fresh) {
        database = fresh.migrate();
        database.execute("create table effects (name varchar(100) primary key)");
        factory = ApplicationUnit.over(database);
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    EntityManagerFactory factory() {
        return factory;
    }

    void empty() {
        execute("delete from jobs");
        execute("delete from effects");
    }

    int execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Every row by its id, in the order in which this database sorts ids. */
    Map<UUID, Map<String, Object>> jobs() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from jobs order by id")) {
            Map<UUID, Map<String, Object>> jobs = new LinkedHashMap<>();
            while (row.next()) {
                jobs.put(id(row.getObject("id")), columns(row));
            }
            return jobs;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> effects() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select name from effects")) {
            Set<String> effects = new TreeSet<>();
            while (row.next()) {
                effects.add(row.getString(1));
            }
            return effects;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> columns(ResultSet row) throws SQLException {
        Map<String, Object> columns = new ModelJob().columns();
        for (Map.Entry<String, Object> column : columns.entrySet()) {
            column.setValue(
                    switch (column.getKey()) {
                        case "queue", "payload", "status", "error", "error_trace", "claimed_by" ->
                            row.getString(column.getKey());
                        case "max_retry_count",
                                "min_retry_delay",
                                "max_retry_delay",
                                "backoff_base",
                                "attempts",
                                "failures" -> row.getObject(column.getKey(), Integer.class);
                        default -> row.getObject(column.getKey(), Long.class);
                    });
        }
        return simplified(columns);
    }

    /** The library's own text becomes that of the model; of a stack trace the first line is enough. */
    static Map<String, Object> simplified(Map<String, Object> columns) {
        Object error = columns.get("error");
        if (error != null && error.toString().matches(".*vanished.*may have run.*")) {
            columns.put("error", QueueModel.lost(error.toString().replaceAll(".*node (\\S+) vanished.*", "$1")));
        }
        Object trace = columns.get("error_trace");
        if (trace != null) {
            columns.put("error_trace", trace.toString().lines().findFirst().orElse(""));
        }
        return columns;
    }

    private static UUID id(Object column) {
        if (column instanceof byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        return column instanceof UUID id ? id : UUID.fromString(column.toString());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        factory.close();
        database.close();
    }
}
