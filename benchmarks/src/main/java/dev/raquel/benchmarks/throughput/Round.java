package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import java.util.concurrent.TimeUnit;

/**
 * Lets one contestant handle its jobs once. The clock runs from the start of its workers until the last job is settled in
 * the table; that every job was handled exactly once is checked when the workers have stopped.
 */
public record Round(Database database, Settings settings) {

    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** As many jobs as a round needs. Returns the jobs a second. */
    public double run(Contestant contestant, Handlers handlers) throws Exception {
        int jobs = contestant.pace() * settings.seconds();
        return jobs / run(contestant, handlers.work(jobs, database), jobs);
    }

    /** Returns how many seconds it took. */
    public double run(Contestant contestant, Work work, int jobs) throws Exception {
        double seconds;
        try (Entry entry = contestant.enter(new Arena(database, work, jobs, settings.threads(), settings.pool()))) {
            database.tidy();
            long begin = System.nanoTime();
            entry.start();
            work.awaitAllCalled(TIMEOUT_NANOS);
            database.awaitNot(entry.unsettled(), TIMEOUT_NANOS);
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        work.verify(database);
        return seconds;
    }
}
