package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Handlers of single jobs that share a transaction with others. */
interface SharedTransactionContract extends Contract {

    int FEW = 5;

    private static SubscribeOptions sharing() {
        return SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                .withConcurrency(1)
                .withPerTransaction(FEW);
    }

    private List<JobInfo> few() {
        return q().raquel
                .inTransaction(entityManager -> Stream.iterate(0, i -> i + 1)
                        .limit(FEW)
                        .map(i -> q().raquel.enqueue(QueueFixture.QUEUE, "job " + i))
                        .toList());
    }

    /** Runs them until none is claimed, queued or running; the handler writes an effect of each job first. */
    private List<JobInfo> run(SubscribeOptions options, List<JobInfo> jobs, JobHandler<String> handler) {
        try (Subscription subscription = q().raquel
                .<String>subscribe(options, job -> {
                    q().write(job.payload());
                    handler.handle(job);
                })
                .start()) {
            await().until(() -> jobs.stream().map(q()::read).allMatch(job -> job.attempts() > 0));
        }
        return jobs.stream().map(q()::read).toList();
    }

    private void assertOthersSucceededOnce(List<JobInfo> after, int exception) {
        for (int i = 0; i < FEW; i++) {
            if (i != exception) {
                assertThat(after.get(i).status()).as("job " + i).isEqualTo(JobStatus.SUCCESS);
                assertThat(after.get(i).attempts()).isOne();
                assertThat(q().written("job " + i)).isTrue();
            }
        }
    }

    @Test
    default void manyShareATransaction() {
        Map<EntityManager, Integer> transactions = new ConcurrentHashMap<>();

        List<JobInfo> after =
                run(sharing(), few(), job -> transactions.merge(q().raquel.entityManager(), 1, Integer::sum));

        assertThat(transactions.values()).containsExactly(FEW);
        assertOthersSucceededOnce(after, -1);
        assertThat(after).extracting(JobInfo::finishedAt).containsOnly(q().clock.instant());
    }

    @Test
    default void oneThatFailsCostsTheOthersNothing() {
        List<JobInfo> after = run(sharing(), few(), job -> {
            if (job.payload().equals("job 3")) {
                throw new IllegalStateException("no paper");
            }
        });

        assertOthersSucceededOnce(after, 3);
        assertThat(after.get(3).status()).isEqualTo(JobStatus.FAILED);
        assertThat(after.get(3).failures()).isOne();
        assertThat(after.get(3).error()).contains("no paper");
        assertThat(q().written("job 3")).isFalse();
    }

    @Test
    default void oneThatLocksItsRowToo() {
        List<JobInfo> after = run(sharing().withHandling(Handling.TRANSACTIONAL_LOCKED), few(), job -> {
            if (job.payload().equals("job 0")) {
                job.giveUp("never");
            }
        });

        assertOthersSucceededOnce(after, 0);
        assertThat(after.get(0).status()).isEqualTo(JobStatus.EXHAUSTED);
    }

    @Test
    default void whateverKeepsItsWritesIsSettledTogether() {
        Map<EntityManager, Integer> transactions = new ConcurrentHashMap<>();

        List<JobInfo> after = run(sharing(), few(), job -> {
            transactions.merge(q().raquel.entityManager(), 1, Integer::sum);
            if (job.payload().equals("job 1")) {
                job.reschedule(Duration.ofDays(1));
            } else if (job.payload().equals("job 2")) {
                job.cancel();
            }
        });

        assertThat(transactions.values()).containsExactly(FEW);
        assertThat(after)
                .extracting(JobInfo::status)
                .containsExactly(
                        JobStatus.SUCCESS, JobStatus.QUEUED, JobStatus.CANCELLED, JobStatus.SUCCESS, JobStatus.SUCCESS);
        assertThat(q().written("job 1")).isTrue();
    }

    @Test
    default void aMarkForRollbackIsThatJobsFailureAlone() {
        List<JobInfo> after = run(sharing(), few(), job -> {
            if (job.payload().equals("job 4")) {
                q().raquel.entityManager().getTransaction().setRollbackOnly();
            }
        });

        assertOthersSucceededOnce(after, 4);
        assertThat(after.get(4).error()).contains("marked for rollback");
    }

    @Test
    default void oneThatHasFailedBeforeComesAlone() {
        Map<EntityManager, Integer> transactions = new ConcurrentHashMap<>();
        List<JobInfo> jobs = few();
        q().database
                .execute("update jobs set failures = 1 where id = "
                        + q().sql(jobs.get(2).id()));

        run(sharing(), jobs, job -> transactions.merge(q().raquel.entityManager(), 1, Integer::sum));

        assertThat(transactions.values()).contains(1).allMatch(jobsInIt -> jobsInIt < FEW);
    }

    @Test
    default void anUnreadablePayloadAmongThemFailsAlone() {
        List<JobInfo> jobs = few();
        q().database
                .execute("update jobs set payload = '{' where id = "
                        + q().sql(jobs.get(2).id()));
        try (Subscription subscription = q().raquel
                .<Map<String, Object>>subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, Map.class)
                                .withConcurrency(1)
                                .withPerTransaction(FEW),
                        job -> {})
                .start()) {
            await().until(() -> jobs.stream().map(q()::read).allMatch(job -> job.attempts() > 0));
        }

        assertThat(q().read(jobs.get(2)).error()).contains("job " + jobs.get(2).id());
    }

    @Test
    default void aLostClaimInTheTransactionIsNotSettledAndHindersNoOther() {
        List<JobInfo> jobs = few();
        JobInfo lost = jobs.get(1);
        try (Subscription subscription = q().raquel
                .<String>subscribe(sharing(), job -> {
                    q().write(job.payload());
                    if (job.payload().equals("job 0")) {
                        q().database
                                .execute("update jobs set claimed_by = 'somebody else' where id = "
                                        + q().sql(lost.id()));
                    }
                })
                .start()) {
            await().until(() -> q().count("select count(*) from jobs where status = 'success'") == FEW - 1);
        }

        assertThat(q().read(lost).status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(q().read(lost).attempts()).isZero();
        assertThat(q().written("job 1")).isFalse();
    }

    @Test
    default void thereMustBeATransactionToShare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel
                        .subscribe(sharing().withHandling(Handling.NON_TRANSACTIONAL), (JobHandler<String>) job -> {}))
                .withMessageContaining("NON_TRANSACTIONAL");
        assertThatIllegalArgumentException().isThrownBy(() -> sharing().withPerTransaction(0));
        assertThatIllegalArgumentException().isThrownBy(() -> sharing().withPerTransaction(1_001));
    }
}
