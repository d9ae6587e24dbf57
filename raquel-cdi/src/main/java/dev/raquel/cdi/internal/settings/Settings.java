package dev.raquel.cdi.internal.settings;

import dev.raquel.JobStatus;
import dev.raquel.internal.claim.ClaimTokens;
import dev.raquel.internal.dispatch.DispatcherSettings;
import dev.raquel.internal.lifecycle.Retention;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the application's node behaves, and all settings that there are. */
@Dependent
public class Settings {

    public static final String POLL_INTERVAL = "raquel.poll-interval";
    static final String QUEUE_PREFIX = "raquel.queue.";

    /** How many jobs of a queue may run at a time, whoever says so: each has a thread. */
    public static final int MOST_CONCURRENCY = 1_000;

    static final Setting<Boolean> ENABLED = Setting.flag("raquel.enabled");
    static final Setting<Boolean> DISPATCH = Setting.flag("raquel.dispatch");
    static final Setting<String> EXECUTOR = Setting.text("raquel.executor", 255);
    static final Setting<String> PERSISTENCE_UNIT = Setting.text("raquel.persistence-unit", 255);

    public static final Setting<Boolean> PAUSED = Setting.flag("paused");
    public static final Setting<Integer> CONCURRENCY = Setting.number("concurrency", MOST_CONCURRENCY);
    public static final Setting<Duration> TRANSACTION_TIMEOUT = Setting.seconds("transaction-timeout");

    /** Below this an idle queue does nothing but ask the database. */
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);

    /** Whoever writes 60 means seconds, and other nodes would take over what runs. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    /** Whoever writes 60 means more, and what is deleted does not come back. */
    private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(1);

    private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

    private static final Setting<String> NODE = Setting.text("raquel.node-name", ClaimTokens.MAX_NAME_LENGTH);
    private static final Setting<Duration> POLL = Setting.duration(POLL_INTERVAL, SHORTEST_POLL);
    private static final Setting<Duration> RECLAIM = Setting.duration("raquel.reclaim-after", SHORTEST_LEASE);
    private static final Setting<Boolean> NOTIFY_NODES = Setting.flag("raquel.notify-nodes");
    private static final Setting<Duration> SHUTDOWN = Setting.duration("raquel.shutdown-timeout", Duration.ZERO);

    /** How long finished jobs stay, by what they ended as. */
    private static final Map<JobStatus, Setting<Duration>> RETENTION = retentionOf(
            Arrays.stream(JobStatus.values()).filter(JobStatus::isFinished).toList());

    /** For the persistence unit, which says itself what is wrong with them. */
    private static final List<Setting<?>> TABLE =
            List.of(Setting.text("raquel.table", 255), Setting.text("raquel.schema", 255));

    private final SettingSource source;

    /** Reads those of the application. */
    public Settings() {
        this(SettingSource.ofApplication());
    }

    public Settings(SettingSource source) {
        this.source = source;
    }

    /** Those that are not about a queue. */
    static List<Setting<?>> ofNode() {
        List<Setting<?>> all = new ArrayList<>(
                List.of(ENABLED, DISPATCH, NODE, POLL, NOTIFY_NODES, RECLAIM, SHUTDOWN, EXECUTOR, PERSISTENCE_UNIT));
        all.addAll(RETENTION.values());
        all.addAll(TABLE);
        return all;
    }

    /** Those that each queue has, by the ends of their names. */
    static List<Setting<?>> ofQueues() {
        return List.of(CONCURRENCY, TRANSACTION_TIMEOUT, PAUSED);
    }

    SettingSource source() {
        return source;
    }

    /** Whether the application has a queue at all. */
    public boolean enabled() {
        return find(ENABLED).orElse(true);
    }

    /** Whether jobs are claimed here. */
    public boolean dispatches() {
        return find(DISPATCH).orElse(true);
    }

    /** The JNDI name of the executor that is to run handlers. */
    public Optional<String> executor() {
        return find(EXECUTOR);
    }

    /** The name of the persistence unit that has the job table. */
    public Optional<String> persistenceUnit() {
        return find(PERSISTENCE_UNIT);
    }

    /** What the dispatcher is told, with defaults for all that is not set. */
    public DispatcherSettings dispatcher() {
        DispatcherSettings defaults = DispatcherSettings.defaults();
        return new DispatcherSettings(
                find(NODE).orElse(defaults.nodeName()),
                find(POLL).orElse(defaults.pollInterval()),
                find(RECLAIM).orElse(defaults.reclaimAfter()),
                find(SHUTDOWN).orElse(defaults.shutdownTimeout()),
                retention(),
                find(NOTIFY_NODES).orElse(defaults.notifyNodes()));
    }

    private Retention retention() {
        Retention retention = Retention.FOR_EVER;
        for (Map.Entry<JobStatus, Setting<Duration>> setting : RETENTION.entrySet()) {
            Optional<Duration> age = find(setting.getValue());
            retention = age.isPresent() ? retention.with(setting.getKey(), age.get()) : retention;
        }
        return retention;
    }

    private static Map<JobStatus, Setting<Duration>> retentionOf(List<JobStatus> finished) {
        Map<JobStatus, Setting<Duration>> settings = new LinkedHashMap<>();
        finished.forEach(status -> settings.put(
                status,
                Setting.duration("raquel.retention." + status.column(), SHORTEST_RETENTION, LONGEST_RETENTION)));
        return settings;
    }

    /** What is set for one queue. */
    public <T> Optional<T> ofQueue(String queue, Setting<T> setting) {
        return find(setting.ofQueue(queue));
    }

    private <T> Optional<T> find(Setting<T> setting) {
        return source.find(setting.name()).map(setting::read);
    }
}
