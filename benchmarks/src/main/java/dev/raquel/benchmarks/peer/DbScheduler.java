package dev.raquel.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * db-scheduler: a job is a one-time task, handled at least once, and its row deleted.
 *
 * @param fetchBelow executions for each thread, below which it fetches again
 * @param fetchUpTo how many executions it then fetches for each thread
 */
public record DbScheduler(String name, double fetchBelow, double fetchUpTo) implements Contestant {

    /** Of its documentation for PostgreSQL, without the index for priorities, which are off. */
    private static final String TABLE = """
            create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
                execution_time timestamptz, picked boolean not null, picked_by text, last_success timestamptz,
                last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint not null,
                priority smallint, state text, primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);""";

    public static void createTable(Database database) throws SQLException {
        database.execute(TABLE);
    }

    /** Tasks with these numbers as data. */
    public static Stream<TaskInstance<?>> instances(OneTimeTask<Integer> task, IntStream jobs) {
        return jobs.mapToObj(job -> task.instance(Integer.toString(job), job));
    }

    @Override
    public String limit() {
        return "";
    }

    @Override
    public int pace() {
        return 10_000;
    }

    @Override
    public Entry enter(Arena arena) throws SQLException {
        createTable(arena.database());
        HikariDataSource pool = arena.database().pool(arena.pool(), true);
        OneTimeTask<Integer> task = Tasks.oneTime("job", Integer.class)
                .execute((instance, context) -> handle(arena, pool, instance.getData()));
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(arena.threads())
                .pollUsingLockAndFetch(fetchBelow, fetchUpTo) // as its documentation says, the faster strategy
                .pollingInterval(Duration.ofSeconds(1))
                .build();
        scheduler.scheduleBatch(instances(task, IntStream.range(0, arena.jobs())), Instant.now());
        return new Entry() {
            @Override
            public void start() {
                scheduler.start();
            }

            @Override
            public String unsettled() {
                return "exists (select from scheduled_tasks)";
            }

            @Override
            public void close() {
                scheduler.stop();
                pool.close();
            }
        };
    }

    private static void handle(Arena arena, HikariDataSource pool, int job) {
        try {
            arena.work().alone(pool, job);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
