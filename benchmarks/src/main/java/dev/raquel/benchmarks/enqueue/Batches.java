package dev.raquel.benchmarks.enqueue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.JobRequest;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.enqueue.Producer.Line;
import dev.raquel.benchmarks.loop.JobsTable;
import dev.raquel.benchmarks.peer.DbScheduler;
import dev.raquel.benchmarks.peer.JobRunrServer;
import dev.raquel.benchmarks.raquel.RaquelNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Who enqueues many jobs at once, on one thread: a thousand in a call, which commits them. */
final class Batches {

    static final List<Producer> ALL = List.of(
            new Producer("Raquel enqueueAll", 80_000, false, Batches::raquel),
            new Producer(Enqueue.LOOP, 60_000, false, by(InsertedJobs::insertAll)),
            new Producer(Enqueue.ARRAYS, 100_000, false, by(InsertedJobs::insertArrays)),
            new Producer("db-scheduler scheduleBatch", 50_000, true, Batches::dbScheduler),
            new Producer("JobRunr enqueue(stream)", 15_000, true, Batches::jobRunr));

    private static final int AT_A_TIME = 1_000;

    private Batches() {}

    private static Line raquel(Database database, HikariDataSource pool) throws SQLException {
        JobsTable.create(database);
        RaquelNode node = RaquelNode.over(pool, Map.of());
        return new Line() {
            @Override
            public void enqueue(int jobs) {
                inBatches(
                        jobs,
                        numbers -> node.raquel()
                                .enqueueAll(numbers.mapToObj(
                                        number -> JobRequest.of(number).withQueue(JobsTable.QUEUE))));
            }

            @Override
            public String table() {
                return "jobs";
            }

            @Override
            public void close() {
                node.close();
            }
        };
    }

    private static Producer.Opening by(Batch batch) {
        return (database, pool) -> {
            JobsTable.create(database);
            InsertedJobs inserted = new InsertedJobs(pool);
            return line("jobs", jobs -> inBatches(jobs, numbers -> batch.insert(inserted, numbers)));
        };
    }

    private static Line dbScheduler(Database database, HikariDataSource pool) throws SQLException {
        DbScheduler.createTable(database);
        OneTimeTask<Integer> task = Tasks.oneTime("job", Integer.class).execute((instance, context) -> {});
        SchedulerClient client = SchedulerClient.Builder.create(pool, task).build();
        return line(
                "scheduled_tasks",
                jobs -> inBatches(
                        jobs,
                        numbers -> client.scheduleBatch(
                                DbScheduler.instances(task, numbers).toList(), Instant.now())));
    }

    private static Line jobRunr(Database database, HikariDataSource pool) {
        var scheduler = JobRunrServer.scheduler(pool);
        return line(
                "jobrunr_jobs", jobs -> inBatches(jobs, numbers -> scheduler.enqueue(JobRunrServer.requests(numbers))));
    }

    static Line line(String table, Insertion insertion) {
        return new Line() {
            @Override
            public void enqueue(int jobs) throws Exception {
                insertion.insert(jobs);
            }

            @Override
            public String table() {
                return table;
            }
        };
    }

    private static <E extends Exception> void inBatches(int jobs, Numbers<E> batch) throws E {
        for (int from = 0; from < jobs; from += AT_A_TIME) {
            batch.enqueue(IntStream.range(from, Math.min(jobs, from + AT_A_TIME)));
        }
    }

    /** Enqueues jobs with these numbers. */
    private interface Numbers<E extends Exception> {

        void enqueue(IntStream numbers) throws E;
    }

    /** A way to insert jobs with these numbers, by hand. */
    private interface Batch {

        void insert(InsertedJobs into, IntStream numbers) throws SQLException;
    }

    /** Enqueues so many jobs. */
    interface Insertion {

        void insert(int jobs) throws Exception;
    }
}
