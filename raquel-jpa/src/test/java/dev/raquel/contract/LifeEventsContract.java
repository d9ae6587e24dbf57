package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.raquel.CapturedLog;
import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.DequeueOptions;
import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.spi.JobListener;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What listeners are told, once for each thing that becomes of a job, and never before its commit. */
interface LifeEventsContract extends Contract {

    /** A node with this listener, which tells one event after the other. */
    private Heard listening(JobListener... others) {
        Heard heard = new Heard(q());
        var builder = q().builder().asyncThreads(1);
        Arrays.stream(others).forEach(builder::listener);
        q().raquel = q().node(builder.listener(heard));
        return heard;
    }

    private Claim claim() {
        return q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();
    }

    /** Cancels a job, whose event comes after all others, and requires that there were just these. */
    private void assertHeard(Heard heard, JobStatus... expected) {
        UUID last = q().raquel.enqueue("last", null).id();
        q().raquel.cancel(last);
        await().until(() -> heard.all().stream().anyMatch(event -> event.id().equals(last)));
        assertThat(heard.all()).filteredOn(event -> !event.id().equals(last)).satisfies(events -> {
            assertThat(events).extracting(Heard.Event::status).containsExactly(expected);
            assertThat(events).allSatisfy(event -> {
                assertThat(event.rowStatus()).isEqualTo(event.status().column());
                assertThat(event.inTransaction()).isFalse();
            });
        });
    }

    private void drain(JobHandler<String> handler) {
        try (Subscription subscription = q().handle(handler)) {
            q().raquel.drain(QueueFixture.QUEUE);
        }
    }

    @Test
    default void whatBecomesOfAnAttemptsJobIsTold() {
        Heard heard = listening();
        for (JobHandler<String> outcome : List.<JobHandler<String>>of(
                job -> {},
                job -> {
                    throw new IllegalStateException("no paper");
                },
                job -> job.giveUp("no printer"),
                Job::cancel)) {
            q().database.execute("delete from jobs");
            q().enqueued();
            drain(outcome);
        }

        assertHeard(heard, JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.EXHAUSTED, JobStatus.CANCELLED);
        assertThat(heard.all().get(1).job().error()).contains("no paper");
    }

    @Test
    default void aJobThatIsPutOffPutBackOrGivenBackIsNoNews() {
        Heard heard = listening();
        JobInfo job = q().enqueued();
        drain(running -> running.reschedule(Duration.ZERO));
        drain(Job::reject);
        assertThat(q().read(job).attempts()).isEqualTo(2);
        q().enqueued();
        q().raquel.unclaim(claim());

        assertHeard(heard);
    }

    @Test
    default void aFailureBeyondTheDeadlineIsTheJobsExpiry() {
        Heard heard = listening();
        q().raquel.enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofMillis(10)));
        drain(job -> job.fail("no paper"));

        assertHeard(heard, JobStatus.EXPIRED);
    }

    @Test
    default void theDispatcherTellsOnTheThreadOfTheAttempt() {
        Heard heard = listening();
        AtomicReference<String> thread = new AtomicReference<>();
        try (Subscription handler =
                q().handle(job -> thread.set(Thread.currentThread().getName())).start()) {
            q().enqueued();
            await().until(() -> heard.all().size() == 1);
        }

        assertThat(heard.all()).extracting(Heard.Event::thread).containsExactly(thread.get());
        assertHeard(heard, JobStatus.SUCCESS);
    }

    @Test
    default void aListenerThatHangsIsInterruptedByTheStop() {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Raquel node = q().node(q().builder().shutdownTimeout(Duration.ZERO).listener(job -> {
            told.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException asked) {
                interrupted.countDown();
            }
        }));
        JobInfo job = node.enqueue(QueueFixture.QUEUE, "x");
        Subscription handler = node.subscribe(
                        SubscribeOptions.of(QueueFixture.QUEUE, String.class), (JobHandler<String>) running -> {})
                .start();
        q().pass(told);

        handler.stop();

        q().pass(interrupted);
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void whoeverDequeuesInATransactionHearsNothingInIt() {
        Heard heard = listening();
        q().enqueued();
        q().raquel
                .inTransaction(entityManager -> q().raquel
                        .dequeue(DequeueOptions.of(QueueFixture.QUEUE, String.class), (Job<String> job) -> {}));

        assertHeard(heard, JobStatus.SUCCESS);
        assertThat(heard.all().get(0).thread()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    default void anAttemptThatLostItsClaimIsNoNews() {
        Heard heard = listening();
        q().enqueued();
        drain(job -> q().database.execute("update jobs set claimed_by = 'somebody else'"));
        q().database.execute("delete from jobs");
        q().enqueued();
        Claim lost = claim();
        q().database.execute("update jobs set claimed_by = 'somebody else'");
        assertThatThrownBy(() -> q().raquel.resolve(lost)).isInstanceOf(ClaimLostException.class);

        assertHeard(heard);
    }

    @Test
    default void whatIsSettledByHandIsToldOnceTheCallerHasCommitted() {
        Heard heard = listening();
        for (int i = 0; i < 4; i++) {
            q().enqueued();
        }
        q().raquel.inTransaction(entityManager -> {
            q().raquel.resolve(claim());
            q().raquel.fail(claim(), "no paper");
            q().raquel.giveUp(claim(), "no printer");
            q().raquel.cancel(claim());
            assertThat(heard.all()).isEmpty();
            return null;
        });

        assertHeard(heard, JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.EXHAUSTED, JobStatus.CANCELLED);
    }

    @Test
    default void whatIsRolledBackIsNotTold() {
        Heard heard = listening();
        JobInfo waiting = q().raquel.enqueue("waiting", null);
        q().enqueued();
        Claim claim = claim();
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().raquel.resolve(claim);
                    q().raquel.cancel(waiting.id());
                    throw new IllegalStateException("never mind");
                }))
                .hasMessage("never mind");

        assertHeard(heard);
    }

    @Test
    default void theCallersOwnEntityManagerCountsToo() {
        Heard heard = listening();
        q().enqueued();
        Claim claim = claim();
        try (EntityManager entityManager = q().factory().createEntityManager()) {
            entityManager.getTransaction().begin();
            q().raquel.joining(entityManager).fail(claim, "not kept");
            entityManager.getTransaction().rollback();
            entityManager.getTransaction().begin();
            q().raquel.joining(entityManager).resolve(claim);
            assertThat(heard.all()).isEmpty();
            entityManager.getTransaction().commit();
        }

        assertHeard(heard, JobStatus.SUCCESS);
    }

    @Test
    default void jobsTakenOverFromANodeThatIsGoneAreToldByWhoeverTakesThem() {
        Heard heard = listening();
        q().database
                .execute("insert into jobs (queue, status, claimed_by, claimed_at, max_retry_count) values"
                        + " ('others', 'claimed', 'dead-1', 1000, 0)");
        try (Subscription duties = q().handle(job -> {}).start()) {
            await().until(() -> heard.all().size() == 1);
        }
        q().database
                .execute("insert into jobs (queue, status, claimed_by, claimed_at) values"
                        + " ('others', 'claimed', 'dead-1', 1000)");
        q().raquel.claim(ClaimOptions.of("others")).orElseThrow();
        await().until(() -> heard.all().size() == 2);

        assertThat(heard.all())
                .extracting(Heard.Event::status, event -> event.job().queue(), Heard.Event::inTransaction)
                .containsExactly(tuple(JobStatus.EXHAUSTED, "others", false), tuple(JobStatus.FAILED, "others", false));
    }

    @Test
    default void lateJobsAreToldWhetherAClaimMeetsThemOrTheyAreLookedFor() {
        Heard heard = listening();
        int many = 5;
        for (int i = 0; i < many; i++) {
            late();
        }
        drain(job -> {});
        assertThat(q().count("select count(*) from jobs where status = 'expired'"))
                .isEqualTo(many);
        late();
        late();
        assertThat(q().raquel.expire(QueueFixture.QUEUE)).isEqualTo(2);

        JobStatus[] expired = new JobStatus[many + 2];
        Arrays.fill(expired, JobStatus.EXPIRED);
        assertHeard(heard, expired);
        assertThat(heard.all()).extracting(Heard.Event::id).doesNotHaveDuplicates();
    }

    private void late() {
        q().raquel.enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofMillis(10)));
        q().clock.advance(Duration.ofMillis(10));
    }

    @Test
    default void aListenerThatThrowsHarmsNeitherTheJobNorTheOtherListeners() {
        Heard heard = listening(job -> {
            throw new LinkageError("no such class");
        });
        JobInfo job = q().enqueued();
        try (CapturedLog log = new CapturedLog()) {
            drain(running -> {});
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("A listener", job.id().toString(), "success");
        }

        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(heard.all()).extracting(Heard.Event::status).containsExactly(JobStatus.SUCCESS);
    }

    @Test
    default void nobodyIsToldWhatHeDoesNotListenTo() {
        Set<JobStatus> asked = ConcurrentHashMap.newKeySet();
        Heard heard = listening(new JobListener() {
            @Override
            public boolean listensTo(String queue, JobStatus status) {
                asked.add(status);
                if (status == JobStatus.FAILED) {
                    throw new IllegalStateException("cannot say");
                }
                return false;
            }

            @Override
            public void changed(JobInfo job) {
                throw new AssertionError("told of " + job);
            }
        });
        q().enqueued();
        q().enqueued();
        try (CapturedLog log = new CapturedLog()) {
            drain(job -> {});
            assertThat(log.warnings()).isEmpty();
        }
        q().enqueued();
        q().raquel.fail(claim(), "no paper");

        assertHeard(heard, JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.FAILED);
        assertThat(asked).containsExactlyInAnyOrder(JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.CANCELLED);
    }

    @Test
    default void aListenerMayWriteAndEnqueue() {
        listening(job -> {
            if (job.queue().equals(QueueFixture.QUEUE)) {
                q().raquel.inTransaction(entityManager -> {
                    entityManager.persist(new Effect("alarm " + job.status().column()));
                    return q().raquel.enqueue("compensation", job.id().toString());
                });
            }
        });
        JobInfo job = q().enqueued();
        drain(running -> running.giveUp("no printer"));

        assertThat(q().written("alarm exhausted")).isTrue();
        assertThat(q().raquel
                        .claim(ClaimOptions.of("compensation"))
                        .orElseThrow()
                        .info()
                        .payload())
                .isEqualTo(job.id().toString());
    }
}
