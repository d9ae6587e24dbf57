package dev.raquel.contract;

import dev.raquel.JobInfo;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The SQL of docs/sql.md, run as a reader would. */
interface DocumentedSql extends Contract {

    default SqlDocument document() {
        return SqlDocument.read("docs/sql.md", q().database.name());
    }

    default String fill(String sql, UUID id) {
        return SqlDocument.fill(
                sql, Map.of("now", document().now(), "id", document().id(id)));
    }

    /** What a documented query returns. */
    default List<Map<String, Object>> query(String name) {
        return run(name, UUID.randomUUID()).rows();
    }

    /** How many rows a documented statement changes. */
    default int update(String name, UUID id) {
        return run(name, id).changed();
    }

    default Result run(String name, UUID id) {
        return run(document().statements(name), id);
    }

    default Result run(List<String> statements, UUID id) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int changed = 0;
        try (Connection connection = q().database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(fill(sql, id))) {
                    rows.addAll(rows(statement.getResultSet()));
                } else {
                    changed += statement.getUpdateCount();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(statements.toString(), e);
        }
        return new Result(rows, changed);
    }

    /** What came of some statements. */
    record Result(List<Map<String, Object>> rows, int changed) {}

    static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                String column = result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
                Object value = result.getObject(i);
                row.put(
                        column,
                        value instanceof Number number ? Long.valueOf(number.longValue()) : result.getString(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** A row with these columns, given as SQL. */
    default UUID row(String columns, String values) {
        UUID id = UUID.randomUUID();
        run(List.of("insert into jobs (id, " + columns + ") values (:id, " + values + ")"), id);
        return id;
    }

    default JobInfo read(UUID id) {
        return q().raquel.get(id).orElseThrow();
    }

    default Object inDatabaseTime() {
        return run(List.of("select " + document().now() + " as now"), UUID.randomUUID())
                .rows()
                .get(0)
                .get("now");
    }

    /** A handler gets the payload of each job of the queue that is due by the database's clock. */
    default List<Object> handledInDatabaseTime() {
        List<Object> payloads = new ArrayList<>();
        Raquel node = q().node(Raquel.over(q().factory()));
        try (Subscription handler = node.<Map<String, Object>>subscribe(
                SubscribeOptions.of("emails", Map.class), job -> payloads.add(job.payload()))) {
            node.drain("emails");
        }
        return payloads;
    }

    default void accounts() {
        q().database.execute("drop table if exists accounts");
        q().database.execute("create table accounts (id bigint primary key, welcomed boolean not null)");
        q().database.execute("insert into accounts values (1, false), (2, true), (3, false)");
    }
}
