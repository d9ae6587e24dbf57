package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.database.Console;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The trivial handler: counts its job in memory. */
class Counting extends Work {

    private final AtomicIntegerArray counts;

    Counting(int jobs) {
        super(jobs);
        counts = new AtomicIntegerArray(jobs);
    }

    @Override
    void handle(Connection connection, int job) {
        counts.incrementAndGet(job);
    }

    @Override
    void handleAll(Connection connection, List<Integer> batch) {
        batch.forEach(counts::incrementAndGet);
    }

    @Override
    void handleAlone(DataSource pool, int job) {
        counts.incrementAndGet(job);
    }

    @Override
    public void verify(Console database) {
        long wrong = IntStream.range(0, counts.length())
                .filter(job -> counts.get(job) != 1)
                .count();
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " jobs were not handled exactly once");
        }
    }
}
