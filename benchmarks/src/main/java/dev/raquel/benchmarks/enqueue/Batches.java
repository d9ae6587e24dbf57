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
import java.util.stream.Stream;

/** Who enqueues many jobs at once, on one thread. */
final class Batches {

    static final List<Producer> ALL = List.of(
            new Producer("Raquel enqueueAll", 25_000, false, Batches::raquel),
            new Producer(Enqueue.LOOP, 40_000, false, Batches::loop),
            new Producer("db-scheduler scheduleBatch", 25_000, true, Batches::dbScheduler),
            new Producer("JobRunr enqueue(stream)", 6_000, true, Batches::jobRunr));

    private Batches() {}

    private static Line raquel(Database database, HikariDataSource pool) throws SQLException {
        JobsTable.create(database);
        RaquelNode node = RaquelNode.over(pool, Map.of());
        return new Line() {
            @Override
            public void enqueue(int jobs) {
                Stream<JobRequest> requests = IntStream.range(0, jobs)
                        .mapToObj(number -> JobRequest.of(number).withQueue(JobsTable.QUEUE));
                node.raquel().enqueueAll(requests);
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

    private static Line loop(Database database, HikariDataSource pool) throws SQLException {
        JobsTable.create(database);
        return line("jobs", jobs -> new InsertedJobs(pool).insertAll(jobs));
    }

    private static Line dbScheduler(Database database, HikariDataSource pool) throws SQLException {
        DbScheduler.createTable(database);
        OneTimeTask<Integer> task = Tasks.oneTime("job", Integer.class).execute((instance, context) -> {});
        SchedulerClient client = SchedulerClient.Builder.create(pool, task).build();
        return line("scheduled_tasks", jobs -> client.scheduleBatch(DbScheduler.instances(task, jobs), Instant.now()));
    }

    private static Line jobRunr(Database database, HikariDataSource pool) {
        var scheduler = JobRunrServer.scheduler(pool);
        return line("jobrunr_jobs", jobs -> scheduler.enqueue(JobRunrServer.requests(jobs)));
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

    /** Enqueues so many jobs. */
    interface Insertion {

        void insert(int jobs) throws Exception;
    }
}
