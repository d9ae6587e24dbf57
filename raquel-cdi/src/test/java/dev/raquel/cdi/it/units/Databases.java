package dev.raquel.cdi.it.units;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The databases behind the units, made when they are first asked for. */
final class Databases {

    private static final class Orders {
        static final TestDatabase DATABASE = PostgresDatabase.fresh().migrate();

        static {
            DATABASE.execute("create table effect (text varchar(200) primary key, application varchar(100))");
        }
    }

    private static final class Reports {
        static final TestDatabase DATABASE = PostgresDatabase.fresh();

        static {
            DATABASE.execute("create table report (text varchar(200) primary key)");
        }
    }

    private Databases() {}

    /** Has the table of jobs. */
    static TestDatabase orders() {
        return Orders.DATABASE;
    }

    /** Has no table of jobs. */
    static TestDatabase reports() {
        return Reports.DATABASE;
    }

    /** What a query finds in the orders' database, in its first column. */
    static List<String> find(String sql) {
        try (var connection = orders().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static long count(String fromAndWhere) {
        return Long.parseLong(find("select count(*) from " + fromAndWhere).get(0));
    }
}
