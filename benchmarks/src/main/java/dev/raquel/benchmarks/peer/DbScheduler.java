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

/** db-scheduler: a job is a one-time task, handled at least once, and its row deleted. */
public record DbScheduler(String name) implements Contestant {

    /** As its documentation gives it for PostgreSQL. */
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

    /** Tasks with the numbers from 0 as data. */
    public static Stream<TaskInstance<?>> instances(OneTimeTask<Integer> task, int jobs) {
        return IntStream.range(0, jobs).mapToObj(job -> task.instance(Integer.toString(job), job));
    }

    @Override
    public String limit() {
        return "";
    }

    @Override
    public int pace() {
        return 3_500;
    }

    @Override
    public Entry enter(Arena arena) throws SQLException {
        createTable(arena.database());
        HikariDataSource pool = arena.database().pool(arena.pool(), true);
        OneTimeTask<Integer> task = Tasks.oneTime("job", Integer.class)
                .execute((instance, context) -> handle(arena, pool, instance.getData()));
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(arena.threads())
                // docs/performance.md: the faster strategy, with the limits of its fastest run on about as many threads
                .pollUsingLockAndFetch(4.0, 20.0)
                .pollingInterval(Duration.ofSeconds(1))
                .build();
        scheduler.scheduleBatch(instances(task, arena.jobs()), Instant.now());
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
