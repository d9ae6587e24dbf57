package dev.raquel.benchmarks.throughput;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The trivial handler, with the time that each tenth of the jobs took. */
public final class Timed extends Counting {

    private final int jobs;
    private final AtomicInteger handled = new AtomicInteger();
    private final long[] ends = new long[10];
    private volatile long begin;

    public Timed(int jobs) {
        super(jobs);
        this.jobs = jobs;
    }

    @Override
    void handle(Connection connection, int job) {
        super.handle(connection, job);
        note();
    }

    @Override
    void handleAll(Connection connection, List<Integer> batch) {
        super.handleAll(connection, batch);
        batch.forEach(job -> note());
    }

    @Override
    void handleAlone(DataSource pool, int job) {
        super.handleAlone(pool, job);
        note();
    }

    /** In seconds, once all jobs are handled. */
    public double[] tenths() {
        double[] seconds = new double[ends.length];
        for (int tenth = 0; tenth < ends.length; tenth++) {
            seconds[tenth] = (ends[tenth] - (tenth == 0 ? begin : ends[tenth - 1])) / 1e9;
        }
        return seconds;
    }

    private void note() {
        int number = handled.incrementAndGet();
        if (number == 1) {
            begin = System.nanoTime();
        }
        if ((long) number * ends.length % jobs == 0) {
            ends[(int) ((long) number * ends.length / jobs) - 1] = System.nanoTime();
        }
    }
}
