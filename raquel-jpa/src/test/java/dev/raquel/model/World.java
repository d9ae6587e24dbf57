package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Claim;
import dev.raquel.JobInfo;
import dev.raquel.Raquel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/** The real queue and its model side by side, the workers with what they hold, and a clock that all of them read. */
final class World implements AutoCloseable {

    static final int WORKERS = 3;
    static final List<String> QUEUES = List.of("a", "b", "c");
    static final long RECLAIM_AFTER = 60_000;

    final ModelDatabase database;
    final List<Worker> workers = new ArrayList<>();
    /** Every claim that a worker has, good or not, in the order in which they were made. */
    final List<Held> claims = new ArrayList<>();

    QueueModel model = new QueueModel();
    long now = 1_800_000_000_000L;
    private final Set<String> tokens = new HashSet<>();
    private int counter;

    /** A node, and the jobs that it rejected and therefore avoids. */
    static final class Worker {

        final String name;
        Raquel raquel;
        Set<UUID> avoided = new HashSet<>();

        Worker(String name, Raquel raquel) {
            this.name = name;
            this.raquel = raquel;
        }
    }

    /** A claim in a worker's hands, and how its row was then. */
    record Held(int worker, Claim claim, String token, ModelJob then) {}

    World(ModelDatabase database) {
        this.database = database;
        database.empty();
        IntStream.range(0, WORKERS).forEach(n -> workers.add(new Worker("node-" + n, node("node-" + n))));
    }

    Raquel node(String name) {
        return Raquel.over(database.factory())
                .nodeName(name)
                .clock(() -> Instant.ofEpochMilli(now))
                .reclaimAfter(Duration.ofMillis(RECLAIM_AFTER))
                .pollInterval(Duration.ofHours(1))
                .build();
    }

    /** A number that was not there before. */
    int next() {
        return ++counter;
    }

    /** One of the jobs, or none at all, as an unknown id would find. */
    UUID job(int index) {
        List<UUID> ids = new ArrayList<>(model.jobs.keySet());
        ids.add(new UUID(0, 1));
        return ids.get(index % ids.size());
    }

    /** The model's job that a claim still holds; null if the claim was lost. */
    ModelJob heldBy(Held held) {
        ModelJob job = model.jobs.get(held.claim().id());
        return job != null && job.status.equals("claimed") && held.token().equals(job.claimedBy) ? job : null;
    }

    /** A new claim must have a name that begins as asked for, and that no other claim has had. */
    String newToken(JobInfo claimed, String prefix) {
        assertThat(claimed.claimedBy()).startsWith(prefix + "-");
        assertThat(tokens.add(claimed.claimedBy()))
                .as("the name of the claim is new")
                .isTrue();
        return claimed.claimedBy();
    }

    void expectInfo(JobInfo actual, ModelJob expected) {
        Map<String, Object> columns = new HashMap<>(expected.columns());
        Set.of(
                        "max_age",
                        "max_retry_count",
                        "min_retry_delay",
                        "max_retry_delay",
                        "backoff_base",
                        "due_at",
                        "expires_at")
                .forEach(columns::remove);
        assertThat(columns(actual)).as("what the call returned").isEqualTo(columns);
    }

    private static Map<String, Object> columns(JobInfo info) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("queue", info.queue());
        columns.put("payload", info.payload());
        columns.put("status", info.status().column());
        columns.put("enqueued_at", info.enqueuedAt().toEpochMilli());
        columns.put("scheduled_at", info.scheduledAt().toEpochMilli());
        columns.put("attempts", info.attempts());
        columns.put("failures", info.failures());
        columns.put("error", info.error());
        columns.put("error_trace", info.errorTrace());
        columns.put("claimed_by", info.claimedBy());
        columns.put(
                "claimed_at", info.claimedAt() == null ? null : info.claimedAt().toEpochMilli());
        columns.put(
                "finished_at",
                info.finishedAt() == null ? null : info.finishedAt().toEpochMilli());
        return ModelDatabase.simplified(columns);
    }

    /** Every row of the table is as the model says, and there are no others. */
    void check() {
        Map<UUID, Map<String, Object>> table = database.jobs();
        nameNewJobs(table);
        Map<UUID, ModelJob> sorted = new HashMap<>(model.jobs);
        model.jobs.clear();
        table.keySet().stream().filter(sorted::containsKey).forEach(id -> model.jobs.put(id, sorted.remove(id)));
        model.jobs.putAll(sorted);
        Map<UUID, Map<String, Object>> expected = new HashMap<>();
        model.jobs.forEach((id, job) -> expected.put(id, job.columns()));
        assertThat(model.unnamed).as("jobs that were added and are not there").isEmpty();
        assertThat(table).as("the table").isEqualTo(expected);
        assertThat(database.effects()).as("the effects").isEqualTo(new TreeSet<>(model.effects));
    }

    private void nameNewJobs(Map<UUID, Map<String, Object>> table) {
        Iterator<ModelJob> unnamed = model.unnamed.iterator();
        while (unnamed.hasNext()) {
            ModelJob job = unnamed.next();
            table.forEach((id, columns) -> {
                if (!model.jobs.containsKey(id) && job.payload.equals(columns.get("payload"))) {
                    job.id = id;
                }
            });
            if (job.id != null) {
                model.jobs.put(job.id, job);
                unnamed.remove();
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.raquel.close());
    }
}
