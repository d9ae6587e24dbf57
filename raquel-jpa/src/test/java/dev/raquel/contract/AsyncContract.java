package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.AsyncRaquel;
import dev.raquel.CapturedLog;
import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.DequeueOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobQuery;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.spi.PayloadCodec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same operations for callers that do not wait. */
interface AsyncContract extends Contract {

    private AsyncRaquel async() {
        return q().raquel.async();
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    default void aStageCompletesAfterTheCommit() {
        JobInfo job = of(async().enqueue("a", "x"));

        assertThat(q().read(job)).isEqualTo(job);
        assertThat(of(async().get(job.id()))).hasValue(job);
    }

    @Test
    default void thePayloadIsTakenAsItIsAtTheCall() {
        List<String> payload = new ArrayList<>(List.of("before"));

        CompletionStage<JobInfo> stage = async().enqueue("a", payload);
        payload.set(0, "after");

        assertThat(of(stage).payload()).isEqualTo("[\"before\"]");
        assertThatIllegalArgumentException().isThrownBy(() -> async().enqueue("a", new Object()));
    }

    @Test
    default void aRequestThatCannotBeWrittenIsRefusedAtTheCall() {
        Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
        JobRequest request = JobRequest.of("x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> async().enqueue(request.withAt(Instant.EPOCH.minusMillis(1))))
                .withMessageContaining("1970");
        assertThatIllegalArgumentException().isThrownBy(() -> async().enqueue(request.withAt(Instant.MAX)));
        assertThatIllegalArgumentException().isThrownBy(() -> async().enqueue(request.withDelay(tooLong)));
        assertThatIllegalArgumentException().isThrownBy(() -> async().enqueue(request.withMaxAge(tooLong)));

        assertThat(q().jobs()).isZero();
    }

    @Test
    default void insideATransactionWritingIsRefused() {
        q().raquel.inTransaction(entityManager -> {
            assertThatIllegalStateException()
                    .as("whatever else is wrong")
                    .isThrownBy(() -> async().enqueue("a", new Object()));
            assertThatIllegalStateException()
                    .isThrownBy(() -> async().enqueue("a", "x"))
                    .withMessageContaining("inside a transaction")
                    .withMessageContaining("without async()");
            return null;
        });

        assertThat(q().jobs()).isZero();
    }

    @Test
    default void everyOperationHasItsStage() {
        assertThat(of(async().enqueueAll(List.of(JobRequest.of("1"), JobRequest.of("2"), JobRequest.of("3")))))
                .isEqualTo(3);
        assertThat(of(async().queues())).containsExactly("default");
        assertThat(of(async().count(JobQuery.all()))).isEqualTo(3);
        assertThat(of(async().stats()).get("default").queued()).isEqualTo(3);
        assertThat(of(async().jobs(JobQuery.all().withPageSize(2))).next()).isPresent();
        assertThat(of(async().expire())).isZero();

        Claim claim = claim();
        assertThat(of(async().renew(claim))).isTrue();
        assertThat(of(async().unclaim(claim))).isTrue();
        assertThat(of(async().resolve(claim())).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(of(async().giveUp(claim(), "no")).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(of(async().requeue(JobQuery.all()))).isOne();
        assertThat(of(async().cancel(claim())).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(of(async().<String>dequeue(DequeueOptions.of("default", String.class), job -> {})))
                .isTrue();
        assertThat(of(async().claim(ClaimOptions.anyQueue()))).isEmpty();
    }

    @Test
    default void whatAnOperationThrowsComesOutOfTheStage() {
        q().enqueued();
        Claim claim = of(async().claim(ClaimOptions.anyQueue())).orElseThrow();
        of(async().fail(claim, "once"));

        assertThatThrownBy(() -> of(async().fail(claim, "twice")))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClaimLostException.class);
    }

    private Claim claim() {
        return of(async().claim(ClaimOptions.anyQueue())).orElseThrow();
    }

    @Test
    default void closingWaitsForWhatWasCalled() {
        Raquel node = q().node(q().builder().asyncThreads(1));
        List<CompletableFuture<JobInfo>> stages = IntStream.range(0, 100)
                .mapToObj(i -> node.async().enqueue("a", i).toCompletableFuture())
                .toList();

        node.close();

        assertThat(stages).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(q().jobs()).isEqualTo(100);
    }

    @Test
    default void closingSaysHowManyOperationsItDoesNotWaitFor() {
        Raquel node = q().node(q().builder().asyncThreads(1).shutdownTimeout(Duration.ZERO));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        q().enqueued();
        CompletionStage<Boolean> runs = node.async()
                .<String>dequeue(DequeueOptions.of(QueueFixture.QUEUE, String.class), job -> {
                    running.countDown();
                    q().pass(mayEnd);
                });
        CompletionStage<List<String>> waits = node.async().queues();
        q().pass(running);
        try (CapturedLog log = new CapturedLog()) {
            node.close();

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("2 asynchronous operations")
                    .contains("shutdown timeout");
        } finally {
            mayEnd.countDown();
        }
        assertThat(of(runs)).isTrue();
        assertThat(of(waits)).isNotEmpty();
    }

    @Test
    default void afterAnOperationTheQueueMayBeClosed() {
        Raquel node = q().node(q().builder().shutdownTimeout(Duration.ofDays(1)));

        of(node.async().enqueue("a", "x").thenAccept(job -> node.close()));

        assertThat(q().jobs()).isOne();
    }

    @Test
    default void aClosedQueueFailsTheStageAndClosesTheStream() {
        Raquel node = q().node(q().builder());
        node.close();
        AtomicBoolean closed = new AtomicBoolean();

        assertThatThrownBy(() ->
                        of(node.async().enqueueAll(Stream.of(JobRequest.of("x")).onClose(() -> closed.set(true)))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(closed).isTrue();
    }

    @Test
    default void aPayloadIsWrittenOnce() {
        Raquel node = q().node(q().builder().payloads(new InBrackets()));

        assertThat(of(node.async().enqueue("a", "x")).payload()).isEqualTo("<x>");
    }

    /** A codec that treats strings like anything else, as one that encrypts would. */
    class InBrackets implements PayloadCodec {

        @Override
        public String write(@Nullable Object payload) {
            return "<" + payload + ">";
        }

        @Override
        public @Nullable Object read(@Nullable String text, Type type) {
            return text == null ? null : text.substring(1, text.length() - 1);
        }
    }
}
