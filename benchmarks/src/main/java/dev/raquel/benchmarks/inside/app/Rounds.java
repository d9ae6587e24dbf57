package dev.raquel.benchmarks.inside.app;

import dev.raquel.RaquelService;
import dev.raquel.benchmarks.database.Console;
import dev.raquel.benchmarks.inside.Kind;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.throughput.Handlers;
import dev.raquel.benchmarks.throughput.Work;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Runs one round in a table that is empty before. The dispatcher runs all the time, so the jobs are due at a moment
 * that is yet to come, when all is prepared; a last one, enqueued at that moment, wakes the dispatcher.
 */
@ApplicationScoped
public class Rounds {

    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** What preparing takes at most, and how many jobs a millisecond it needs besides. */
    private static final int PREPARING_MILLIS = 1_500;

    private static final int ENQUEUED_IN_A_MILLISECOND = 20;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource pool;

    @Inject
    Observers observers;

    @Inject
    HandWritten byHand;

    @Inject
    RaquelService raquel;

    /** How many seconds the observers of a kind take for so many jobs. */
    public double observed(Kind kind, Handlers handlers, int jobs) throws Exception {
        return measure(kind.queue(), handlers, jobs, jobs - 1, work -> {
            raquel.enqueue(kind.queue(), jobs - 1);
            return List.of();
        });
    }

    /** How many seconds the hand-written loop of a kind takes, on so many threads. */
    public double written(Kind kind, Handlers handlers, int jobs, int threads) throws Exception {
        return measure(JobsTable.QUEUE, handlers, jobs, jobs, work -> byHand.start(kind.turn(), work, threads));
    }

    private double measure(String queue, Handlers handlers, int jobs, int prepared, Start start) throws Exception {
        try (Console console = new Console(pool.getConnection())) {
            console.execute("truncate table jobs");
            Work work = handlers.work(jobs, console);
            observers.work(work);
            long due = System.currentTimeMillis() + PREPARING_MILLIS + jobs / ENQUEUED_IN_A_MILLISECOND;
            JobsTable.enqueue(console, queue, prepared, Long.toString(due));
            console.tidy();
            sleepUntil(due);
            List<Thread> threads = start.start(work);
            work.awaitAllCalled(TIMEOUT_NANOS);
            console.awaitNot(JobsTable.unsettled(queue), TIMEOUT_NANOS);
            double seconds = work.seconds();
            for (Thread thread : threads) {
                thread.join();
            }
            verify(work, queue, jobs, console);
            return seconds;
        }
    }

    private static void verify(Work work, String queue, int jobs, Console console) throws SQLException {
        work.verify(console);
        long settled = console.number(
                "select count(*) from jobs where status = 'success' and attempts = 1 and queue = '" + queue + "'");
        if (settled != jobs) {
            throw new IllegalStateException(settled + " of " + jobs + " jobs succeeded at once");
        }
    }

    private static void sleepUntil(long millis) throws InterruptedException {
        long left = millis - System.currentTimeMillis();
        if (left <= 0) {
            throw new IllegalStateException("Preparing took " + -left + " ms too long");
        }
        Thread.sleep(left);
    }

    /** Starts those who work; of hand-written loops, gives their threads. */
    private interface Start {

        List<Thread> start(Work work);
    }
}
