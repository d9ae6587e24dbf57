package dev.raquel.benchmarks.throughput;

import dev.raquel.benchmarks.Settings;
import dev.raquel.benchmarks.database.Database;
import java.util.concurrent.TimeUnit;

/**
 * Lets one contestant handle its jobs once. The clock runs from the first call of a handler until the last job is
 * settled in the table; that every job was handled exactly once is checked when the workers have stopped.
 */
public record Round(Database database, Settings settings) {

    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** As many jobs as a contestant needs that handles so many a second. Returns the jobs a second. */
    public double run(Contestant contestant, Handlers handlers, double pace) throws Exception {
        int jobs = (int) (pace * settings.seconds());
        return jobs / run(contestant, handlers.work(jobs, database), jobs);
    }

    /** Returns how many seconds it took. */
    public double run(Contestant contestant, Work work, int jobs) throws Exception {
        return run(contestant, new Arena(database, work, jobs, false, settings.threads(), settings.pool()));
    }

    /** The same for jobs that are all due at once. */
    public double runDueAtOnce(Contestant contestant, Work work, int jobs) throws Exception {
        return run(contestant, new Arena(database, work, jobs, true, settings.threads(), settings.pool()));
    }

    private double run(Contestant contestant, Arena arena) throws Exception {
        double seconds;
        String failed;
        try (Entry entry = contestant.enter(arena)) {
            database.tidy();
            entry.start();
            arena.work().awaitAllCalled(TIMEOUT_NANOS);
            database.awaitNot(entry.unsettled(), TIMEOUT_NANOS);
            seconds = arena.work().seconds();
            failed = entry.failed();
        }
        arena.work().verify(database);
        if (database.isTrue(failed)) {
            throw new IllegalStateException(contestant.name() + " has jobs that failed, or were run again");
        }
        return seconds;
    }
}
