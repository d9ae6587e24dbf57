package dev.raquel.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr: handled at least once, and its row kept as succeeded. */
public record JobRunrServer() implements Contestant {

    /** Only the first look waits for it, before the clock starts; after that ending jobs ask. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "JobRunr";
    }

    @Override
    public String limit() {
        return "";
    }

    @Override
    public int pace() {
        return 2_000;
    }

    /** Jobs with these numbers. */
    public static Stream<NumberedRequest> requests(IntStream jobs) {
        return jobs.mapToObj(NumberedRequest::new);
    }

    /** Only enqueues. */
    public static JobRequestScheduler scheduler(HikariDataSource pool) {
        return new JobRequestScheduler(storage(pool));
    }

    private static PostgresStorageProvider storage(HikariDataSource pool) {
        PostgresStorageProvider storage = new PostgresStorageProvider(pool);
        storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
        return storage;
    }

    @Override
    public Entry enter(Arena arena) {
        HikariDataSource pool = arena.database().pool(arena.pool(), true);
        PostgresStorageProvider storage = storage(pool);
        NumberedRequest.Handler handler = new NumberedRequest.Handler(arena.work(), pool);
        BackgroundJobServer server = new BackgroundJobServer(
                storage,
                new JacksonJsonMapper(),
                activator(handler),
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(arena.threads())
                        .andPollInterval(POLL_INTERVAL));
        new JobRequestScheduler(storage).enqueue(requests(IntStream.range(0, arena.jobs())));
        return new Entry() {
            @Override
            public void start() {
                server.start();
            }

            @Override
            public String unsettled() {
                return "exists (select from jobrunr_jobs where state <> 'SUCCEEDED')";
            }

            @Override
            public void close() {
                server.stop();
                storage.close();
                pool.close();
            }
        };
    }

    private static JobActivator activator(NumberedRequest.Handler handler) {
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
    }
}
