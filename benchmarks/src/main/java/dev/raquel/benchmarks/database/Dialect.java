package dev.raquel.benchmarks.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What the databases say differently. */
public enum Dialect {
    POSTGRESQL("postgresql", "generate_series(%d, %d) as numbers (n)", "uuidv7()", "vacuum analyze"),
    H2("h2", "(select x as n from system_range(%d, %d))", "random_uuid()", "analyze");

    private final String script;
    private final String series;
    private final String newId;
    private final String analyze;

    Dialect(String script, String series, String newId, String analyze) {
        this.script = script;
        this.series = series;
        this.newId = newId;
        this.analyze = analyze;
    }

    public static Dialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2") ? H2 : POSTGRESQL;
    }

    /** The library's script that makes its table. */
    public String script() {
        return "sql/" + script + ".sql";
    }

    /** A row for each number, in its column {@code n}. */
    public String series(int first, int last) {
        return series.formatted(first, last);
    }

    /** An id such as the library makes. */
    public String newId() {
        return newId;
    }

    String analyze() {
        return analyze;
    }
}
