package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobRequest;
import dev.raquel.QueueCounters;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node counts: each thing once, and only what was committed. */
interface CountersContract extends Contract {

    /** With its counters at zero. */
    @BeforeEach
    default void newNode() {
        q().raquel = q().node(q().builder());
    }

    private QueueCounters counted() {
        return q().raquel.counters().getOrDefault(QueueFixture.QUEUE, numbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static QueueCounters numbers(
            long claimed,
            long succeeded,
            long failed,
            long exhausted,
            long cancelled,
            long expired,
            long rescheduled,
            long rejected,
            long givenBack,
            long lostClaims,
            long reclaimed) {
        return new QueueCounters(
                QueueFixture.QUEUE,
                claimed,
                succeeded,
                failed,
                exhausted,
                cancelled,
                expired,
                rescheduled,
                rejected,
                givenBack,
                lostClaims,
                reclaimed);
    }

    private void drained(JobHandler<String> handler) {
        q().database.execute("delete from jobs");
        q().enqueued();
        drain(Handling.TRANSACTIONAL, handler);
    }

    private void drain(Handling handling, JobHandler<String> handler) {
        try (Subscription subscription = q().handle(handling, handler)) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
    }

    private Claim claim() {
        return q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();
    }

    @Test
    default void nothingIsCountedOfJobsThatOnlyWait() {
        q().enqueued();

        assertThat(q().raquel.counters()).isEmpty();
    }

    @Test
    default void eachOutcomeOfAHandlerIsCountedOnce() {
        drained(job -> {});
        drained(job -> job.fail("no paper"));
        drained(job -> job.giveUp("no printer"));
        drained(Job::cancel);
        drained(job -> job.reschedule(Duration.ofHours(1)));
        drained(Job::reject);

        assertThat(counted()).isEqualTo(numbers(6, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0));
    }

    @Test
    default void soIsWhatIsSettledByHandOnceItIsCommitted() {
        for (int i = 0; i < 7; i++) {
            q().enqueued();
        }
        q().raquel.inTransaction(entityManager -> {
            q().raquel.resolve(claim());
            q().raquel.fail(claim(), "no paper");
            q().raquel.giveUp(claim(), "no printer");
            q().raquel.cancel(claim());
            q().raquel.reschedule(claim(), Duration.ofHours(1));
            q().raquel.reject(claim());
            q().raquel.unclaim(claim());
            assertThat(counted()).isEqualTo(numbers(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            return null;
        });

        assertThat(counted()).isEqualTo(numbers(7, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0));
    }

    /** The column of a job that has been run so often holds no higher number. */
    @Test
    default void aRejectionIsCountedAsOneHoweverManyAttemptsThereWere() {
        q().enqueued();
        q().enqueued();
        q().database.execute("update jobs set attempts = " + Integer.MAX_VALUE);
        q().raquel.reject(claim());
        drain(Handling.TRANSACTIONAL, Job::reject);

        assertThat(counted()).isEqualTo(numbers(3, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0));
    }

    @Test
    default void whatIsRolledBackIsNotCounted() {
        q().enqueued();
        q().enqueued();
        Claim one = claim();
        Claim other = claim();
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().raquel.resolve(one);
                    q().raquel.unclaim(other);
                    throw new IllegalStateException("never mind");
                }))
                .hasMessage("never mind");

        assertThat(counted()).isEqualTo(numbers(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    default void anAttemptThatLostItsClaimIsALostClaimAndNoOutcome() {
        for (Handling handling : Handling.values()) {
            q().database.execute("delete from jobs");
            q().enqueued();
            if (handling != Handling.TRANSACTIONAL_LOCKED) { // nobody can take a row that is locked
                drain(handling, job -> q().database.execute("update jobs set claimed_by = 'somebody else'"));
            }
        }

        assertThat(counted()).isEqualTo(numbers(2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0));
    }

    @Test
    default void aClaimThatIsTakenOverIsReclaimedAndAFailure() {
        for (String retries : List.of("0", "5")) {
            q().database
                    .execute("insert into jobs (queue, status, claimed_by, claimed_at, max_retry_count) values ('"
                            + QueueFixture.QUEUE + "', 'claimed', 'dead-1', 1000, " + retries + ")");
        }
        claim();

        assertThat(counted()).isEqualTo(numbers(1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 2));
    }

    @Test
    default void lateJobsAreCountedWhoeverMeetsThem() {
        late();
        late();
        drain(Handling.TRANSACTIONAL, job -> {});
        late();
        q().raquel.expire(QueueFixture.QUEUE);
        q().raquel.cancel(q().enqueued().id());

        assertThat(counted()).isEqualTo(numbers(0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 0));
    }

    private void late() {
        q().raquel.enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofMillis(10)));
        q().clock.advance(Duration.ofMillis(10));
    }

    @Test
    default void whatAStopGivesBackIsCounted() {
        int jobs = 5;
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        for (int i = 0; i < jobs; i++) {
            q().enqueued();
        }
        SubscribeOptions oneThread = SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                .withConcurrency(1)
                .withPerTransaction(jobs);
        Subscription handler = q().raquel
                .subscribe(oneThread, (Job<String> job) -> {
                    begun.countDown();
                    mayEnd.await();
                })
                .start();
        q().pass(begun);
        await().until(() -> counted().claimed() == jobs);
        Thread stop = new Thread(handler::stop);
        stop.start();
        await().until(() -> q().count("select count(*) from jobs where status = 'queued'") == jobs - 1);
        mayEnd.countDown();
        handler.stop();
        await().until(() -> !stop.isAlive());

        assertThat(counted()).isEqualTo(numbers(jobs, 1, 0, 0, 0, 0, 0, 0, jobs - 1, 0, 0));
    }

    @Test
    default void jobsThatAreRolledBackTogetherAndRunAloneCountOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        run(SubscribeOptions.of(QueueFixture.QUEUE, String.class).withPerTransaction(10), job -> {
            if (job.payload().equals("bad")) {
                failed.set(true);
                throw new IllegalStateException("no paper");
            }
        });

        assertThat(failed).isTrue();
        assertThat(counted()).isEqualTo(numbers(11, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    default void jobsThatAreSettledTogetherCountOnce() {
        run(
                SubscribeOptions.of(QueueFixture.QUEUE, String.class).withHandling(Handling.NON_TRANSACTIONAL),
                job -> assertThat(job.payload()).isNotEqualTo("bad"));

        assertThat(counted()).isEqualTo(numbers(11, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void run(SubscribeOptions options, JobHandler<String> handler) {
        for (int i = 0; i < 10; i++) {
            q().enqueued();
        }
        q().raquel.enqueue(QueueFixture.QUEUE, "bad");
        try (Subscription subscription =
                q().raquel.subscribe(options.withConcurrency(1), handler).start()) {
            await().until(() -> q().count("select count(*) from jobs where attempts > 0") == 11);
        }
    }
}
