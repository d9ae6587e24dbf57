package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobQuery;
import dev.raquel.JobStatus;
import dev.raquel.model.World.Worker;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Moves jobs that nobody needs a claim for. */
final class MoveSteps {

    private static final Arbitrary<List<String>> QUEUES =
            Arbitraries.of(World.QUEUES).list().uniqueElements().ofMaxSize(2);

    private MoveSteps() {}

    record Cancel(int job) implements Step {

        @Override
        public void run(World world, Worker worker) {
            boolean cancelled = worker.raquel.cancel(world.job(job));
            assertThat(cancelled).isEqualTo(world.model.cancel(world.model.jobs.get(world.job(job)), world.now));
        }
    }

    record Requeue(int job) implements Step {

        @Override
        public void run(World world, Worker worker) {
            boolean requeued = worker.raquel.requeue(world.job(job));
            assertThat(requeued).isEqualTo(world.model.requeue(world.model.jobs.get(world.job(job)), world.now));
        }
    }

    record RequeueQuery(List<String> queues, Set<JobStatus> statuses) implements Step {

        @Override
        public void run(World world, Worker worker) {
            JobQuery query = JobQuery.of(queues.toArray(String[]::new))
                    .withStatuses(statuses.toArray(JobStatus[]::new))
                    .withPageSize(1);
            long requeued = worker.raquel.requeue(query);
            assertThat(requeued)
                    .isEqualTo(world.model.requeueAll(
                            job -> (queues.isEmpty() || queues.contains(job.queue))
                                    && (statuses.isEmpty() || statuses.contains(JobStatus.ofColumn(job.status))),
                            world.now));
        }
    }

    record Expire(List<String> queues) implements Step {

        @Override
        public void run(World world, Worker worker) {
            long expired = worker.raquel.expire(queues.toArray(String[]::new));
            assertThat(expired).isEqualTo(world.model.expire(queues, world.now));
        }
    }

    static Arbitrary<Step> cancels() {
        return Arbitraries.integers().between(0, 20).map(Cancel::new);
    }

    static Arbitrary<Step> requeues() {
        Arbitrary<Step> byQuery = Combinators.combine(
                        QUEUES,
                        Arbitraries.of(JobStatus.EXHAUSTED, JobStatus.EXPIRED, JobStatus.CANCELLED)
                                .set()
                                .ofMaxSize(2))
                .as(RequeueQuery::new);
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 20).map(Requeue::new), byQuery);
    }

    static Arbitrary<Step> expires() {
        return QUEUES.map(Expire::new);
    }
}
