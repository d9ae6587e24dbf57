package dev.raquel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.model.World.Worker;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What others do to the table with SQL, who know nothing of the columns that we added. */
final class ForeignSteps {

    private ForeignSteps() {}

    /** A job with NULL for all that may be NULL, new, failed already, or claimed at no time. */
    record Insert(String queue, String status, Integer maxAge) implements Step {

        @Override
        public void run(World world, Worker worker) {
            ModelJob job = new ModelJob();
            job.queue = queue;
            job.payload = "foreign " + world.next();
            job.enqueuedAt = world.now;
            job.scheduledAt = world.now + 10;
            job.maxAge = maxAge == null ? null : Long.valueOf(maxAge);
            job.status = status;
            if (status.equals("claimed")) {
                job.claimedBy = "them";
            }
            if (status.equals("failed")) {
                job.attempts = 1;
                job.error = "theirs";
                job.finishedAt = world.now;
            }
            world.database.execute(
                    "insert into jobs (queue, payload, status, max_age, max_retry_count, min_retry_delay,"
                            + " max_retry_delay, backoff_base, enqueued_at, scheduled_at, attempts, error, claimed_by, finished_at) values ('"
                            + job.queue + "', '" + job.payload + "', '" + job.status + "', " + job.maxAge
                            + ", null, null, null, null, " + job.enqueuedAt + ", " + job.scheduledAt + ", "
                            + job.attempts + ", "
                            + quoted(job.error) + ", " + quoted(job.claimedBy) + ", " + job.finishedAt + ")");
            world.model.unnamed.add(job);
        }
    }

    /** Jobs put back with no regard for our columns: their deadline follows the new start all the same. */
    record Requeue(String status) implements Step {

        @Override
        public void run(World world, Worker worker) {
            int rows = world.database.execute("update jobs set status = 'queued', scheduled_at = " + world.now
                    + " where status = '" + status + "'");
            world.model.all().filter(job -> job.status.equals(status)).toList().forEach(job -> {
                job.status = "queued";
                job.scheduledAt = world.now;
            });
            assertThat(rows).isNotNegative();
        }
    }

    private static String quoted(String text) {
        return text == null ? null : "'" + text + "'";
    }

    static Arbitrary<Step> steps() {
        Arbitrary<Step> inserts = Combinators.combine(
                        Arbitraries.of(World.QUEUES),
                        Arbitraries.of("queued", "queued", "failed", "failed", "claimed"),
                        Arbitraries.of(5_000, 100_000).injectNull(0.5))
                .as(Insert::new);
        Arbitrary<Step> requeues = Arbitraries.of("failed", "failed", "expired", "exhausted", "success")
                .map(Requeue::new);
        return Arbitraries.oneOf(inserts, requeues);
    }
}
