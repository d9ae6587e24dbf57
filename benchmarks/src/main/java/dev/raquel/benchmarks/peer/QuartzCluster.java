package dev.raquel.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.raquel.benchmarks.database.Database;
import dev.raquel.benchmarks.throughput.Arena;
import dev.raquel.benchmarks.throughput.Contestant;
import dev.raquel.benchmarks.throughput.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/** Quartz: a job is a trigger of its own, handled at least once, and its rows deleted. */
public record QuartzCluster() implements Contestant {

    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    private static final String SOURCE = "round";

    @Override
    public String name() {
        return "Quartz";
    }

    @Override
    public String limit() {
        return "";
    }

    @Override
    public int pace() {
        return 500;
    }

    @Override
    public Entry enter(Arena arena) throws SQLException, IOException, SchedulerException {
        createTables(arena.database());
        HikariDataSource pool = arena.database().pool(arena.pool(), true);
        DBConnectionManager.getInstance().addConnectionProvider(SOURCE, new PooledConnections(pool));
        Scheduler scheduler = new StdSchedulerFactory(settings(arena.threads())).getScheduler();
        scheduler.getContext().put(NumberedJob.ARENA, new NumberedJob.Place(arena.work(), pool));
        scheduler.scheduleJobs(jobs(arena.jobs()), false);
        return new Entry() {
            @Override
            public void start() throws SchedulerException {
                scheduler.start();
            }

            @Override
            public String unsettled() {
                return "exists (select from qrtz_triggers) or exists (select from qrtz_fired_triggers)";
            }

            @Override
            public void close() {
                try {
                    scheduler.shutdown(true);
                } catch (SchedulerException failure) {
                    throw new IllegalStateException(failure);
                }
                pool.close();
            }
        };
    }

    private static Map<JobDetail, Set<? extends Trigger>> jobs(int jobs) {
        return IntStream.range(0, jobs)
                .boxed()
                .collect(Collectors.toMap(
                        number -> JobBuilder.newJob(NumberedJob.class)
                                .withIdentity(number.toString())
                                .usingJobData(NumberedJob.NUMBER, number.toString())
                                .build(),
                        number -> Set.of(TriggerBuilder.newTrigger()
                                .withIdentity(number.toString())
                                .startNow()
                                .build())));
    }

    private static Properties settings(int threads) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "org.quartz.scheduler.instanceName", "round" + System.nanoTime(),
                "org.quartz.scheduler.instanceId", "AUTO",
                "org.quartz.threadPool.threadCount", Integer.toString(threads),
                // Many triggers a look, the setting that its users are pointed to for speed
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(threads),
                // Goes with it: without the lock two nodes could take the same trigger
                "org.quartz.jobStore.acquireTriggersWithinLock", "true",
                "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
                "org.quartz.jobStore.isClustered", "true"));
        settings.putAll(Map.of(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "org.quartz.jobStore.dataSource", SOURCE,
                // Data are texts only, which need not be serialized
                "org.quartz.jobStore.useProperties", "true",
                // Jobs that were enqueued before the start are not to be looked after one by one as late ones
                "org.quartz.jobStore.misfireThreshold", "3600000"));
        return settings;
    }

    private static void createTables(Database database) throws SQLException, IOException {
        try (InputStream script = StdSchedulerFactory.class.getResourceAsStream(TABLES)) {
            String sql = new String(Objects.requireNonNull(script, TABLES).readAllBytes(), StandardCharsets.UTF_8);
            database.execute(sql);
        }
    }
}
