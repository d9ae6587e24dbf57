package dev.raquel.liquibase;

import dev.raquel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short ways to ask a database something, for assertions. */
final class Sql {

    private Sql() {}

    /** One text per row, its columns parted by a bar. */
    static List<String> query(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepared(connection, sql, values);
                var rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(text(rows));
            }
            return texts;
        }
    }

    /** The same in a connection of its own. */
    static List<String> query(TestDatabase database, String sql, Object... values) throws SQLException {
        try (var connection = database.connect()) {
            return query(connection, sql, values);
        }
    }

    static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = prepared(connection, sql, values)) {
            statement.execute();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static String text(ResultSet row) throws SQLException {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.add(String.valueOf(row.getString(i)));
        }
        return String.join("|", columns);
    }
}
