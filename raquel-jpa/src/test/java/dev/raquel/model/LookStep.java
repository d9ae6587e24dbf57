package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobPage;
import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.QueueStats;
import dev.raquel.RaquelService;
import dev.raquel.model.World.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Reads the queue in all the ways that there are. {@code finishedFrom} and {@code finishedBefore} are told from now.
 */
record LookStep(
        List<String> queues,
        Set<JobStatus> statuses,
        Integer finishedFrom,
        Integer finishedBefore,
        boolean newestFirst,
        int pageSize)
        implements Step {

    @Override
    public void run(World world, Worker worker) {
        JobQuery query = query(world);
        List<UUID> expected = expected(world);
        assertThat(worker.raquel.count(query)).isEqualTo(expected.size());
        assertThat(pages(worker.raquel, query)).isEqualTo(expected);
        assertThat(worker.raquel.queues())
                .isEqualTo(world.model
                        .all()
                        .map(job -> job.queue)
                        .sorted()
                        .distinct()
                        .toList());
        stats(world, worker.raquel.stats(queues.toArray(String[]::new)));
        for (ModelJob job : world.model.jobs.values()) {
            world.expectInfo(worker.raquel.get(job.id).orElseThrow(), job);
        }
        assertThat(worker.raquel.get(new UUID(0, 1))).isEmpty();
    }

    private JobQuery query(World world) {
        JobQuery query = JobQuery.of(queues.toArray(String[]::new))
                .withStatuses(statuses.toArray(JobStatus[]::new))
                .withPageSize(pageSize);
        query = newestFirst ? query.withNewestFirst() : query;
        query = finishedFrom == null ? query : query.withFinishedFrom(Instant.ofEpochMilli(world.now + finishedFrom));
        return finishedBefore == null
                ? query
                : query.withFinishedBefore(Instant.ofEpochMilli(world.now + finishedBefore));
    }

    private List<UUID> expected(World world) {
        List<UUID> ids = new ArrayList<>(world.model
                .all()
                .filter(job -> queues.isEmpty() || queues.contains(job.queue))
                .filter(job -> statuses.isEmpty() || statuses.contains(JobStatus.ofColumn(job.status)))
                .filter(job ->
                        finishedFrom == null || job.finishedAt != null && job.finishedAt >= world.now + finishedFrom)
                .filter(job ->
                        finishedBefore == null || job.finishedAt != null && job.finishedAt < world.now + finishedBefore)
                .sorted(Comparator.comparing(job -> job.enqueuedAt))
                .map(job -> job.id)
                .toList());
        if (newestFirst) {
            Collections.reverse(ids);
        }
        return ids;
    }

    private static List<UUID> pages(RaquelService raquel, JobQuery query) {
        List<UUID> ids = new ArrayList<>();
        JobPage page = raquel.jobs(query);
        page.jobs().stream().map(JobInfo::id).forEach(ids::add);
        while (page.next().isPresent()) {
            page = raquel.jobs(page.next().get());
            page.jobs().stream().map(JobInfo::id).forEach(ids::add);
        }
        return ids;
    }

    private void stats(World world, Map<String, QueueStats> stats) {
        List<String> named = queues.isEmpty()
                ? world.model.all().map(job -> job.queue).distinct().toList()
                : queues;
        assertThat(stats).containsOnlyKeys(named);
        stats.forEach((queue, numbers) -> {
            for (JobStatus status : JobStatus.values()) {
                assertThat(numbers.count(status))
                        .isEqualTo(world.model
                                .all()
                                .filter(job -> job.queue.equals(queue) && job.status.equals(status.column()))
                                .count());
            }
            assertThat(numbers.total())
                    .isEqualTo(world.model
                            .all()
                            .filter(job -> job.queue.equals(queue))
                            .count());
        });
    }

    static Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of(World.QUEUES).list().uniqueElements().ofMaxSize(2),
                        Arbitraries.of(JobStatus.class).set().ofMaxSize(3),
                        Arbitraries.of(-60_000, 0).injectNull(0.7),
                        Arbitraries.of(-1_000, 1).injectNull(0.7),
                        Arbitraries.of(true, false),
                        Arbitraries.of(1, 2, 100))
                .as(LookStep::new);
    }
}
