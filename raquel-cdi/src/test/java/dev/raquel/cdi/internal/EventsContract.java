package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.QueueCounters;
import dev.raquel.cdi.JobExhausted;
import dev.raquel.cdi.JobExpired;
import dev.raquel.cdi.JobSucceeded;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Life events: what observers see of jobs, when, and what they may do. */
abstract class EventsContract extends ServerContract {

    private Witness witness;

    EventsContract() {
        super(Scripted.class, Witness.class, Witness.Request.class, Auditor.class);
    }

    @BeforeAll
    @Override
    void deploy() {
        super.deploy();
        witness = server.bean(Witness.class);
    }

    @AfterEach
    void doNothing() {
        witness.act(event -> {});
    }

    private JobInfo handled(Scripted.Script script) {
        JobInfo job = raquel.enqueue(Scripted.QUEUE, Scripted.payload(script));
        raquel.drain(Scripted.QUEUE);
        raquel.cancel(job.id()); // one that failed is not to be run by the next test
        return job;
    }

    private Claim claimed(String queue) {
        raquel.enqueue(queue, null);
        return raquel.claim(ClaimOptions.of(queue)).orElseThrow();
    }

    /** What was observed of a job, once all that is under way has been. */
    private List<Witness.Seen> seen(UUID job, int expected) {
        await().atMost(Duration.ofSeconds(30)).until(() -> witness.seen(job).size() >= expected);
        Claim last = claimed("last");
        raquel.resolve(last);
        await().until(() -> !witness.seen(last.info().id()).isEmpty());
        return witness.seen(job);
    }

    @Test
    void anAttemptsEventComesOnItsThreadAfterItsTransactionWithARequestScopeOfItsOwn() {
        AtomicReference<UUID> handlersRequest = new AtomicReference<>();
        List<JobStatus> rows = new CopyOnWriteArrayList<>();
        Witness.Request request = server.bean(Witness.Request.class);
        witness.act(event -> rows.add(read(event.job()).status()));

        JobInfo job = handled((running, data) -> handlersRequest.set(request.id()));

        assertThat(witness.seen(job.id())).singleElement().satisfies(seen -> {
            assertThat(seen.event()).isInstanceOf(JobSucceeded.class);
            assertThat(seen.event().job()).isEqualTo(read(job));
            assertThat(seen.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(seen.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(seen.request()).isNotEqualTo(handlersRequest.get());
        });
        assertThat(rows).containsExactly(JobStatus.SUCCESS);
    }

    @Test
    void theServiceCountsWhatHasBecomeOfJobs() {
        handled((running, data) -> {});
        QueueCounters before = raquel.counters().get(Scripted.QUEUE);
        handled((running, data) -> {});
        handled((running, data) -> running.giveUp("no printer"));
        QueueCounters after = raquel.counters().get(Scripted.QUEUE);
        raquel.resolve(claimed("counted"));

        assertThat(after.claimed()).isEqualTo(before.claimed() + 2);
        assertThat(after.succeeded()).isEqualTo(before.succeeded() + 1);
        assertThat(after.exhausted()).isEqualTo(before.exhausted() + 1);
        assertThat(raquel.counters().get("counted"))
                .isEqualTo(new QueueCounters("counted", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void observersSeeTheKindAndTheQueueTheyAskFor() {
        JobInfo scripted = handled((running, data) -> running.giveUp("no printer"));
        Claim parcel = claimed(Witness.PARCELS);
        raquel.giveUp(parcel, "no lorry");

        assertThat(seen(scripted.id(), 2))
                .extracting(Witness.Seen::observer)
                .containsExactlyInAnyOrder("all", "exhausted");
        assertThat(seen(parcel.info().id(), 3))
                .allSatisfy(seen -> assertThat(seen.event()).isInstanceOf(JobExhausted.class))
                .extracting(Witness.Seen::observer)
                .containsExactlyInAnyOrder("all", "exhausted", "parcels");
    }

    @Test
    void everyKind() {
        JobInfo failed = handled((running, data) -> {
            throw new IllegalStateException("no paper");
        });
        JobInfo late = raquel.enqueue(JobRequest.of(null).withQueue("late").withMaxAge(Duration.ZERO));
        assertThat(raquel.expire("late")).isOne();

        assertThat(seen(failed.id(), 2))
                .extracting(seen -> seen.event().getClass().getSimpleName())
                .containsExactlyInAnyOrder("JobFailed", "JobCancelled");
        assertThat(seen(late.id(), 1))
                .singleElement()
                .satisfies(seen -> assertThat(seen.event()).isInstanceOf(JobExpired.class));
    }

    @Test
    void whatTheCallersTransactionSettlesIsFiredAfterItsCommitElsewhere() throws Exception {
        Claim claim = claimed("by hand");
        UUID job = claim.info().id();

        inTransaction(() -> {
            raquel.resolve(claim);
            assertThat(witness.seen(job)).isEmpty();
            return null;
        });

        assertThat(seen(job, 1)).singleElement().satisfies(seen -> {
            assertThat(seen.thread()).isNotEqualTo(Thread.currentThread().getName());
            assertThat(seen.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        });
    }

    @Test
    void whatIsRolledBackIsNotFired() {
        Claim claim = claimed("by hand");

        assertThatThrownBy(() -> inTransaction(() -> {
                    raquel.resolve(claim);
                    throw new IllegalStateException("never mind");
                }))
                .hasMessage("never mind");

        assertThat(seen(claim.info().id(), 0)).isEmpty();
        raquel.unclaim(claim);
    }

    @Test
    void anObserverMayWriteAndEnqueueInATransactionOfItsOwn() {
        String note = unique();
        AtomicReference<JobInfo> compensation = new AtomicReference<>();
        witness.act(event -> {
            if (event instanceof JobExhausted) {
                compensation.set(inTransaction(() -> {
                    data.persist(new Note(note));
                    return raquel.enqueue("compensation", event.job().id().toString());
                }));
            }
        });

        handled((running, data) -> running.giveUp("no printer"));

        assertThat(isWritten(note)).isTrue();
        assertThat(isWritten(compensation.get().id())).isTrue();
    }

    @Test
    void anObserverThatThrowsOrForgetsItsTransactionHarmsNothing() {
        witness.act(event -> {
            server.user().begin();
            throw new LinkageError("no such class");
        });

        JobInfo first = handled((running, data) -> {});
        JobInfo second = handled((running, data) -> {});

        assertThat(List.of(first, second)).allSatisfy(job -> {
            assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(witness.seen(job.id())).hasSize(1);
        });
    }

    @Test
    void anObserverOfEverythingThatThrowsHarmsNobodyAndKnowsWhatItHears() {
        JobInfo job = handled((running, data) -> running.giveUp("no printer"));

        assertThat(seen(job.id(), 2)).extracting(Witness.Seen::observer).containsExactlyInAnyOrder("all", "exhausted");
        JobExhausted event = (JobExhausted) witness.seen(job.id()).get(0).event();
        assertThat(heard(event).getType()).isEqualTo(JobExhausted.class);
        assertThat(heard(event).getQualifiers())
                .anySatisfy(qualifier -> assertThat(qualifier)
                        .isInstanceOfSatisfying(
                                Queue.class, queue -> assertThat(queue.value()).isEqualTo(Scripted.QUEUE)));
        assertThat(heard(new Auditor.Remark(event)).getType())
                .as("what the container fires meanwhile")
                .isEqualTo(Auditor.Remark.class);
    }

    private EventMetadata heard(Object event) {
        return server.bean(Auditor.class).entries().stream()
                .filter(entry -> entry.event().equals(event))
                .findFirst()
                .orElseThrow()
                .metadata();
    }

    @Test
    void asynchronousObserversAreCalledApart() {
        JobInfo job = raquel.enqueue(Witness.PARCELS, null);
        raquel.cancel(job.id());

        assertThat(seen(job.id(), 2))
                .allSatisfy(seen -> assertThat(seen.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION))
                .extracting(Witness.Seen::observer)
                .containsExactlyInAnyOrder("all", "apart");
    }

    @Test
    void theDispatchersAttemptsFireToo() {
        try (InProcessServer another =
                new InProcessServer(database(), Scripted.class, Witness.class, Witness.Request.class).start()) {
            JobInfo job = another.raquel().enqueue(Scripted.QUEUE, Scripted.payload((running, data) -> {}));
            Witness observing = another.bean(Witness.class);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> observing.seen(job.id()).size() == 1);

            assertThat(observing.seen(job.id()).get(0).event()).isInstanceOf(JobSucceeded.class);
        }
    }
}
