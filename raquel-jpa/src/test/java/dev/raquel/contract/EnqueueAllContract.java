package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.RetryPolicy;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many jobs in one transaction. */
interface EnqueueAllContract extends Contract {

    private static Stream<JobRequest> requests(int jobs) {
        return IntStream.range(0, jobs)
                .mapToObj(number -> JobRequest.of("job " + number).withQueue(QueueFixture.QUEUE));
    }

    @Test
    default void allJobsOfAStreamAreAdded() {
        assertThat(q().raquel.enqueueAll(requests(1_203))).isEqualTo(1_203);

        assertThat(q().jobs()).isEqualTo(1_203);
        assertThat(
                        q().count(
                                        "select count(distinct payload) from (select cast(payload as char(20)) as payload from jobs) p"))
                .isEqualTo(1_203);
    }

    @Test
    default void eachRowIsAsASingleEnqueueWouldWriteIt() {
        JobRequest request = JobRequest.of(List.of(1, 2))
                .withQueue("later")
                .withDelay(Duration.ofMinutes(1))
                .withMaxAge(Duration.ofDays(1))
                .withMaxRetries(3);

        JobInfo single = q().raquel.enqueue(request);
        q().raquel.enqueueAll(List.of(request));

        assertThat(q().raquel.jobs(JobQuery.of("later")).jobs())
                .hasSize(2)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsOnly(single);
    }

    @Test
    default void aJobOfASlowStreamIsAsOldAsASingleOneWouldBe() {
        q().raquel.enqueueAll(requests(2).peek(request -> q().clock.advance(Duration.ofMinutes(5))));

        assertThat(q().count("select max(scheduled_at) - min(scheduled_at) from jobs"))
                .isEqualTo(Duration.ofMinutes(5).toMillis());
    }

    @Test
    default void jobsOfManyKindsAreEachAsASingleEnqueueWouldWriteThem() {
        List<JobRequest> requests = List.of(
                JobRequest.of("quotes \" ' and \\ and {NULL, null}, ü €").withQueue("a"),
                JobRequest.of(null).withQueue("{b}"),
                JobRequest.of("").withQueue("null").withMaxAge(Duration.ofDays(1)),
                JobRequest.of(Map.of("k", List.of(1))).withQueue("c \"d\", \\").withMaxRetries(0),
                JobRequest.of("x").withQueue("e").withRetryPolicy(RetryPolicy.DEFAULT.withUnlimitedRetries()));

        List<JobInfo> singles = requests.stream().map(q().raquel::enqueue).toList();
        q().raquel.enqueueAll(requests);

        assertThat(singles)
                .allSatisfy(single -> assertThat(
                                q().raquel.jobs(JobQuery.of(single.queue())).jobs())
                        .hasSize(2)
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                        .containsOnly(single));
    }

    @Test
    default void noJobsAreNoStatement() {
        assertThat(q().raquel.enqueueAll(Stream.empty())).isZero();
        assertThat(q().raquel.enqueueAll(List.of())).isZero();
    }

    /** Were the stream collected first, the jobs before the look would not be in the table yet. */
    @Test
    default void aStreamIsReadAsItIsWritten() {
        AtomicLong writtenMeanwhile = new AtomicLong();

        q().raquel
                .inTransaction(entityManager -> q().raquel
                        .enqueueAll(requests(3_000).peek(request -> {
                            if ("job 2999".equals(request.payload())) {
                                writtenMeanwhile.set((Long) entityManager
                                        .createQuery("select count(*) from RaquelJob")
                                        .getSingleResult());
                            }
                        })));

        assertThat(writtenMeanwhile.get()).isBetween(2_000L, 2_999L);
    }

    @Test
    default void manyLongPayloadsAreWrittenInSmallerBatches() {
        String megabyte = "x".repeat(1 << 20);
        AtomicLong writtenMeanwhile = new AtomicLong();

        q().raquel
                .inTransaction(entityManager -> q().raquel
                        .enqueueAll(IntStream.range(0, 12)
                                .mapToObj(number -> JobRequest.of(megabyte).withQueue(QueueFixture.QUEUE))
                                .peek(request -> writtenMeanwhile.set((Long) entityManager
                                        .createQuery("select count(*) from RaquelJob")
                                        .getSingleResult()))));

        assertThat(writtenMeanwhile.get()).isBetween(4L, 11L);
        assertThat(q().jobs()).isEqualTo(12);
    }

    @Test
    default void theStreamIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();

        q().raquel.enqueueAll(requests(1).onClose(() -> closed.set(true)));

        assertThat(closed).isTrue();
    }

    @Test
    default void oneBadRequestAddsNone() {
        Stream<JobRequest> withABadOne = Stream.concat(
                requests(1_000), Stream.of(JobRequest.of(new Object()).withQueue(QueueFixture.QUEUE)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.enqueueAll(withABadOne))
                .withMessageContaining("number 1001")
                .withMessageContaining(QueueFixture.QUEUE);

        assertThat(q().jobs()).isZero();
    }

    @Test
    default void manyJobsBelongToTheCallersTransaction() {
        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().raquel.enqueueAll(requests(600));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(q().jobs()).isZero();
    }

    @Test
    default void handlersAreWokenAfterTheCommit() {
        CountDownLatch handled = new CountDownLatch(20);
        try (Subscription handler = q().raquel
                .subscribe(SubscribeOptions.of(QueueFixture.QUEUE, String.class), job -> handled.countDown())
                .start()) {
            q().raquel.enqueueAll(requests(20));

            q().pass(handled);
        }
    }

    /** An iterator would hold all of them. */
    @Test
    default void whatOneElementBecomesIsReadAsItIsWrittenToo() {
        AtomicLong writtenMeanwhile = new AtomicLong();

        q().raquel
                .inTransaction(entityManager -> q().raquel
                        .enqueueAll(Stream.of(3_000)
                                .flatMap(EnqueueAllContract::requests)
                                .peek(request -> {
                                    if ("job 2999".equals(request.payload())) {
                                        writtenMeanwhile.set((Long) entityManager
                                                .createQuery("select count(*) from RaquelJob")
                                                .getSingleResult());
                                    }
                                })));

        assertThat(writtenMeanwhile.get()).isBetween(2_000L, 2_999L);
    }

    @Test
    default void theStreamMayBeParallelAndMayEnqueueItself() {
        assertThat(q().raquel.enqueueAll(requests(1_100).parallel())).isEqualTo(1_100);

        assertThatThrownBy(() -> q().raquel.enqueueAll(requests(1_100).peek(request -> {
                    q().raquel.enqueue("inner", "x");
                    if ("job 1099".equals(request.payload())) {
                        throw new IllegalStateException("midway");
                    }
                })))
                .hasMessage("midway");

        assertThat(q().jobs()).isEqualTo(1_100);
    }

    @Test
    default void aMissingRequestIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.enqueueAll(Stream.concat(requests(2), Stream.of((JobRequest) null))))
                .withMessageContaining("number 3 is null");
        assertThat(q().jobs()).isZero();
    }

    @Test
    default void aStreamThatCannotBeClosedAddsNone() {
        Stream<JobRequest> unclosable = requests(3).onClose(() -> {
            throw new IllegalStateException("cannot close");
        });

        assertThatThrownBy(() -> q().raquel.enqueueAll(unclosable)).hasMessage("cannot close");

        assertThat(q().jobs()).isZero();
    }
}
