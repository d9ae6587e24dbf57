package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.database.Console;
import java.sql.SQLException;

/** The two kinds of handlers that are measured. */
public enum Handlers {
    TRIVIAL("trivial"),
    WRITING("writing one row");

    private final String words;

    Handlers(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public Work work(int jobs, Console database) throws SQLException {
        return this == TRIVIAL ? new Counting(jobs) : new Writing(jobs, database);
    }
}
