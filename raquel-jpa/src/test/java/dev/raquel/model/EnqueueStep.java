package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.RetryPolicy;
import dev.raquel.model.World.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Adds jobs with all kinds of options. */
final class EnqueueStep {

    private EnqueueStep() {}

    /** The options of a job; {@code at} is told from now. */
    record Options(String queue, Integer at, int delay, Integer maxAge, Retry retry) {

        JobRequest request(World world, String payload) {
            JobRequest request = JobRequest.of(payload).withQueue(queue).withDelay(Duration.ofMillis(delay));
            request = at == null ? request : request.withAt(Instant.ofEpochMilli(world.now + at));
            request = maxAge == null ? request : request.withMaxAge(Duration.ofMillis(maxAge));
            return retry == null ? request : request.withRetryPolicy(retry.policy());
        }

        ModelJob job(World world, String payload) {
            ModelJob job = new ModelJob();
            job.queue = queue;
            job.payload = payload;
            job.enqueuedAt = world.now;
            job.scheduledAt = world.now + (at == null ? 0 : at) + delay;
            job.maxAge = maxAge == null ? null : Long.valueOf(maxAge);
            job.maxRetryCount = retry == null ? null : retry.retries();
            job.minRetryDelay = retry == null ? 1_000 : retry.least();
            job.maxRetryDelay = retry == null ? 43_200_000 : retry.most();
            job.backoffBase = retry == null ? 1_000 : retry.base();
            return job;
        }
    }

    record Retry(Integer retries, int least, int most, int base) {

        RetryPolicy policy() {
            return new RetryPolicy(retries, Duration.ofMillis(least), Duration.ofMillis(most), Duration.ofMillis(base));
        }
    }

    record One(Options options) implements Step {

        @Override
        public void run(World world, Worker worker) {
            String payload = "job " + world.next();
            JobInfo added = worker.raquel.enqueue(options.request(world, payload));
            ModelJob job = options.job(world, payload);
            job.id = added.id();
            world.expectInfo(added, job);
            assertThat(world.model.jobs.put(job.id, job)).isNull();
        }
    }

    record Many(List<Options> options) implements Step {

        @Override
        public void run(World world, Worker worker) {
            List<JobRequest> requests = new ArrayList<>();
            for (Options one : options) {
                String payload = "job " + world.next();
                requests.add(one.request(world, payload));
                world.model.unnamed.add(one.job(world, payload));
            }
            assertThat(worker.raquel.enqueueAll(requests)).isEqualTo(options.size());
        }
    }

    static Arbitrary<Step> ones() {
        return options().map(One::new);
    }

    static Arbitrary<Step> many() {
        return options().list().ofMaxSize(3).map(Many::new);
    }

    private static Arbitrary<Options> options() {
        Arbitrary<Integer> soon = Arbitraries.of(1, 1_000, 100_000, 86_400_000);
        return Combinators.combine(
                        Arbitraries.of(World.QUEUES),
                        Arbitraries.of(-5_000, 0, 60_000).injectNull(0.7),
                        Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(0)), Tuple.of(1, soon)),
                        Arbitraries.of(0, 2_000, 60_000, 300_000, 86_400_000).injectNull(0.4),
                        retries().injectNull(0.3))
                .as(Options::new);
    }

    private static Arbitrary<Retry> retries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3).injectNull(0.3),
                        Arbitraries.of(0, 1, 1_500),
                        Arbitraries.of(0, 1, 3_000, 100_000_000),
                        Arbitraries.of(0, 1, 700, 60_000))
                .as((retries, least, beyond, base) -> new Retry(retries, least, least + beyond, base));
    }
}
