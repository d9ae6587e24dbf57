package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raquel.Handling;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs without a transaction that are settled together with others that end about then. */
interface GroupedSettlementContract extends Contract {

    int MANY = 20;

    private Subscription handleWithout(JobHandler<String> handler) {
        return q().raquel
                .subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                                .withHandling(Handling.NON_TRANSACTIONAL)
                                .withConcurrency(MANY),
                        handler)
                .start();
    }

    private List<JobInfo> enqueuedTogether() {
        return q().raquel
                .inTransaction(entityManager ->
                        Stream.generate(() -> q().enqueued()).limit(MANY).toList());
    }

    /** Their leases were renewed meanwhile, as those of long jobs are. */
    @Test
    default void allThatEndTogetherAreSettled() {
        CountDownLatch running = new CountDownLatch(MANY);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<JobInfo> jobs = enqueuedTogether();
        try (Subscription handler = handleWithout(job -> {
            running.countDown();
            q().pass(mayEnd);
        })) {
            q().pass(running);
            q().database.execute("update jobs set claimed_at = claimed_at + 5000");
            mayEnd.countDown();
            jobs.forEach(job -> q().awaitStatus(job, JobStatus.SUCCESS));
        }

        assertThat(jobs).map(q()::read).allSatisfy(job -> {
            assertThat(job.attempts()).isOne();
            assertThat(job.claimedAt()).isEqualTo(q().clock.instant());
            assertThat(job.finishedAt()).isEqualTo(q().clock.instant());
            assertThat(job.claimedBy()).startsWith("test-");
        });
    }

    @Test
    default void aLostClaimAmongThemIsNotSettledAndHindersNoOther() {
        CountDownLatch running = new CountDownLatch(MANY);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<JobInfo> jobs = enqueuedTogether();
        JobInfo lost = jobs.get(MANY / 2);
        try (Subscription handler = handleWithout(job -> {
            running.countDown();
            q().pass(mayEnd);
        })) {
            q().pass(running);
            q().database.execute("update jobs set claimed_by = 'somebody else' where id = " + q().sql(lost.id()));
            mayEnd.countDown();
            await().until(() -> q().count("select count(*) from jobs where status = 'success'") == MANY - 1);
        }

        assertThat(q().read(lost).status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(q().read(lost).attempts()).isZero();
    }

    @Test
    default void aStopSettlesWhatHasEnded() {
        CountDownLatch running = new CountDownLatch(MANY);
        List<JobInfo> jobs = enqueuedTogether();
        Subscription handler = handleWithout(job -> {
            running.countDown();
            q().pass(running);
        });
        q().pass(running);

        handler.stop();

        assertThat(jobs).map(q()::read).extracting(JobInfo::status).containsOnly(JobStatus.SUCCESS);
    }
}
