package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.RetryPolicy;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the documents let a reader change with SQL, and what the library makes of it. */
interface DocumentedChangesContract extends DocumentedSql {

    // Enqueueing ----------------------------------------------------------------------------------------------------

    @Test
    default void whatIsEnqueuedBySqlIsHandled() {
        assertThat(update("enqueue", UUID.randomUUID())).isOne();

        assertThat(handledInDatabaseTime()).containsExactly(Map.of("accountId", 42));
    }

    @Test
    default void optionsOfAnInsertAreKept() {
        update("enqueue with options", UUID.randomUUID());

        assertThat(handledInDatabaseTime()).as("before it is due").isEmpty();
        assertThat(jobs()).singleElement().satisfies(job -> {
            assertThat(Duration.between(job.enqueuedAt(), job.scheduledAt()))
                    .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(301));
            assertThat(job.maxAge()).isEqualTo(Duration.ofDays(1));
            assertThat(job.retryPolicy())
                    .isEqualTo(
                            new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(10), Duration.ofSeconds(2)));
        });
    }

    private List<JobInfo> jobs() {
        return q().raquel
                .inTransaction(entityManager -> entityManager
                        .createQuery("select j.id from RaquelJob j", UUID.class)
                        .getResultStream()
                        .map(this::read)
                        .toList());
    }

    @Test
    default void aQueryEnqueuesAJobForEachRow() {
        accounts();

        assertThat(update("enqueue a job for each row", UUID.randomUUID())).isEqualTo(2);

        assertThat(handledInDatabaseTime()).containsExactlyInAnyOrder(Map.of("accountId", 1), Map.of("accountId", 3));
    }

    // Changing ------------------------------------------------------------------------------------------------------

    private List<UUID> oneInEachState() {
        List<UUID> ids = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            ids.add(row(
                    "status, queue, scheduled_at, failures, expires_at, finished_at, claimed_at, error",
                    "'" + status.column() + "', 'emails', :now + 3600000, 3, 5, 6, 7, '451 greylisted'"));
        }
        return ids;
    }

    /** Which states a statement for a single job applies to. */
    private List<JobStatus> statesChangedBy(String name) {
        List<JobStatus> changed = new ArrayList<>();
        List<UUID> ids = oneInEachState();
        for (UUID id : ids) {
            JobStatus before = read(id).status();
            if (update(name, id) == 1) {
                changed.add(before);
            }
        }
        return changed;
    }

    @Test
    default void whatWaitsCanBeMovedAndCancelled() {
        UUID job = row("queue, payload, scheduled_at", "'emails', '{}', :now + 3600000");
        long now = (Long) inDatabaseTime();
        update("reschedule", job);
        assertThat(read(job).scheduledAt().toEpochMilli()).isBetween(now + 600_000, now + 700_000);
        update("run now", job);
        assertThat(handledInDatabaseTime()).hasSize(1);

        for (String name : List.of("run now", "reschedule", "cancel")) {
            assertThat(statesChangedBy(name)).containsExactlyInAnyOrder(JobStatus.QUEUED, JobStatus.FAILED);
        }
    }

    @Test
    default void aQueueCanBeCancelled() {
        oneInEachState();
        row("queue", "'invoices'");

        assertThat(update("cancel all that waits in a queue", UUID.randomUUID()))
                .isEqualTo(2);
        assertThat(q().count("select count(*) from jobs where status = 'cancelled' and finished_at > 1000"))
                .isEqualTo(2);
    }

    @Test
    default void aRequeueBySqlIsWhatTheLibraryDoes() {
        assertThat(statesChangedBy("requeue"))
                .containsExactlyInAnyOrder(JobStatus.EXHAUSTED, JobStatus.EXPIRED, JobStatus.CANCELLED);
        q().database.execute("delete from jobs");

        String columns = "status, queue, payload, scheduled_at, max_age, max_retry_count, attempts, failures, error";
        String values = "'exhausted', 'emails', '{}', 0, 60000, 2, 3, 3, '451 greylisted'";
        UUID bySql = row(columns, values);
        UUID byLibrary = row(columns, values);
        update("requeue", bySql);
        q().node(Raquel.over(q().factory())).requeue(byLibrary);

        String rest = "select status, payload, max_age, max_retry_count, attempts, failures, error, expires_at,"
                + " finished_at, claimed_at, claimed_by from jobs where id = :id";
        assertThat(run(List.of(rest), bySql).rows())
                .isEqualTo(run(List.of(rest), byLibrary).rows());
        assertThat(read(bySql).scheduledAt())
                .isBetween(
                        read(byLibrary).scheduledAt().minusSeconds(60),
                        read(byLibrary).scheduledAt().plusSeconds(60));
        assertThat(handledInDatabaseTime()).hasSize(2);
    }

    @Test
    default void jobsAreRequeuedByTheirError() {
        oneInEachState();
        row("status, queue, error", "'exhausted', 'emails', '550 unknown'");

        assertThat(update("requeue by error", UUID.randomUUID())).isOne();
    }

    @Test
    default void aFinishedJobIsRunAgainAsANewOne() {
        UUID done = row("status, queue, payload, attempts", "'success', 'emails', '{\"accountId\": 7}', 3");

        assertThat(update("run a finished job again, as a new one", done)).isOne();

        assertThat(handledInDatabaseTime()).containsExactly(Map.of("accountId", 7));
        assertThat(read(done).attempts()).isEqualTo(3);
    }

    // Deleting and never ----------------------------------------------------------------------------------------------

    @Test
    default void finishedJobsAreDeletedAThousandAtATime() {
        q().raquel.inTransaction(entityManager -> {
            for (int i = 0; i < 1_003; i++) {
                q().raquel.enqueue(JobRequest.of(null).withQueue("old"));
            }
            return null;
        });
        q().database.execute("update jobs set status = 'success', finished_at = 1000");
        oneInEachState();

        assertThat(update("delete in batches", UUID.randomUUID())).isEqualTo(1_000);
        assertThat(update("delete in batches", UUID.randomUUID())).isEqualTo(7);
        assertThat(update("delete in batches", UUID.randomUUID())).isZero();
        assertThat(q().jobs()).isEqualTo(3);
    }

    @Test
    default void dueAtCannotBeWritten() {
        UUID job = row("queue", "'emails'");

        assertThatIllegalStateException().isThrownBy(() -> q().database.execute("update jobs set due_at = 1"));
        assertThat(read(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    default void aClaimedJobThatIsPutBackByHandLosesItsHandlersWorkAndIsRunTwice() {
        JobInfo job = q().enqueued();
        AtomicInteger runs = new AtomicInteger();
        try (Subscription handler = q().handle(running -> {
            if (runs.incrementAndGet() == 1) {
                q().write("effect");
                q().database.execute("update jobs set status = 'queued'");
            }
        })) {
            q().raquel.drain(QueueFixture.QUEUE);
            q().raquel.drain(QueueFixture.QUEUE);
        }

        assertThat(runs).hasValue(2);
        assertThat(q().written("effect")).isFalse();
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }
}
