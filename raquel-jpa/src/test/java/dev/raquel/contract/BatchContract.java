package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.raquel.BatchHandler;
import dev.raquel.Handling;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Handlers that take many jobs at once. */
interface BatchContract extends Contract {

    int LONGEST = 5;

    private static SubscribeOptions lists() {
        return SubscribeOptions.of(QueueFixture.QUEUE, String.class)
                .withConcurrency(1)
                .withPerTransaction(LONGEST);
    }

    private List<JobInfo> enqueued(int count) {
        return q().raquel
                .inTransaction(entityManager -> Stream.iterate(0, i -> i + 1)
                        .limit(count)
                        .map(i -> q().raquel.enqueue(QueueFixture.QUEUE, "job " + i))
                        .toList());
    }

    /** Returns how many jobs were in each of the lists. */
    private List<Integer> run(SubscribeOptions options, List<JobInfo> jobs, BatchHandler<String> handler) {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        try (Subscription subscription = q().raquel
                .<String>subscribeToBatches(options, list -> {
                    lengths.add(list.size());
                    handler.handle(list);
                })
                .start()) {
            await().until(() -> jobs.stream().map(q()::read).allMatch(job -> job.attempts() > 0));
        }
        return lengths;
    }

    private void write(List<Job<String>> jobs) {
        jobs.forEach(job -> q().write(job.payload()));
    }

    private List<JobStatus> statuses(List<JobInfo> jobs) {
        return jobs.stream().map(q()::read).map(JobInfo::status).toList();
    }

    @Test
    default void aListIsHandledAndSettledInOneTransaction() {
        List<JobInfo> jobs = enqueued(2 * LONGEST);

        List<Integer> lengths = run(lists(), jobs, list -> {
            assertThat(list).extracting(Job::payload).doesNotHaveDuplicates();
            write(list);
        });

        assertThat(lengths).containsExactly(LONGEST, LONGEST);
        assertThat(statuses(jobs)).containsOnly(JobStatus.SUCCESS);
        assertThat(q().count("select count(*) from effects")).isEqualTo(2 * LONGEST);
    }

    @Test
    default void anExceptionRunsThemAgainAsListsOfOneAndOnlyThoseCount() {
        List<JobInfo> jobs = enqueued(LONGEST);

        List<Integer> lengths = run(lists(), jobs, list -> {
            write(list);
            if (list.stream().anyMatch(job -> job.payload().equals("job 2"))) {
                throw new java.io.IOException("no paper");
            }
        });

        assertThat(lengths).containsExactly(LONGEST, 1, 1, 1, 1, 1);
        assertThat(statuses(jobs))
                .containsExactly(
                        JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.SUCCESS, JobStatus.SUCCESS);
        assertThat(jobs).map(q()::read).extracting(JobInfo::attempts).containsOnly(1);
        assertThat(q().count("select count(*) from effects")).isEqualTo(LONGEST - 1);
    }

    @Test
    default void aJobMayStateItsOwnOutcome() {
        List<JobInfo> jobs = enqueued(LONGEST);

        run(lists(), jobs, list -> {
            write(list);
            list.stream().filter(job -> job.payload().equals("job 1")).forEach(Job::cancel);
            list.stream().filter(job -> job.payload().equals("job 3")).forEach(job -> job.giveUp("never"));
        });

        assertThat(statuses(jobs))
                .containsExactly(
                        JobStatus.SUCCESS,
                        JobStatus.CANCELLED,
                        JobStatus.SUCCESS,
                        JobStatus.EXHAUSTED,
                        JobStatus.SUCCESS);
        assertThat(q().written("job 3")).isFalse();
        assertThat(q().count("select count(*) from effects")).isEqualTo(LONGEST - 1);
    }

    @Test
    default void withoutATransactionEachIsSettledByItsOutcome() {
        List<JobInfo> jobs = enqueued(LONGEST);

        List<Integer> lengths = run(lists().withHandling(Handling.NON_TRANSACTIONAL), jobs, list -> {
            assertThatIllegalStateException().isThrownBy(() -> q().raquel.entityManager());
            list.stream().filter(job -> job.payload().equals("job 3")).forEach(job -> job.fail("no paper"));
        });

        assertThat(lengths).containsExactly(LONGEST);
        assertThat(statuses(jobs))
                .containsExactly(
                        JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.SUCCESS, JobStatus.FAILED, JobStatus.SUCCESS);
    }

    @Test
    default void anExceptionWithoutATransactionRunsThemAgainAlone() {
        List<JobInfo> jobs = enqueued(LONGEST);

        List<Integer> lengths = run(lists().withHandling(Handling.NON_TRANSACTIONAL), jobs, list -> {
            if (list.size() > 1) {
                throw new IllegalStateException("too many");
            }
        });

        assertThat(lengths).containsExactly(LONGEST, 1, 1, 1, 1, 1);
        assertThat(statuses(jobs)).containsOnly(JobStatus.SUCCESS);
    }

    @Test
    default void aDrainHandsOutOneAtATime() {
        List<JobInfo> jobs = enqueued(2);
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        try (Subscription subscription =
                q().raquel.<String>subscribeToBatches(lists(), list -> lengths.add(list.size()))) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isEqualTo(2);
        }

        assertThat(lengths).containsExactly(1, 1);
        assertThat(statuses(jobs)).containsOnly(JobStatus.SUCCESS);
    }
}
