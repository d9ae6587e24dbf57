package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.DequeueOptions;
import dev.raquel.Job;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever else an application asks of the injected service, in JTA transactions. */
abstract class CallsContract extends ServerContract {

    CallsContract() {
        super(Printer.class);
    }

    /** The application. */
    @ApplicationScoped
    static class Printer {

        @Inject
        RaquelService raquel;

        @Inject
        EntityManager data;

        @Transactional
        void print(Claim claim, String note) {
            data.persist(new Note(note));
            raquel.resolve(claim);
        }

        @Transactional
        long order(int jobs) {
            return raquel.enqueueAll(
                    IntStream.range(0, jobs).mapToObj(JobRequest::of).map(r -> r.withQueue("bulk")));
        }

        @Transactional
        void orderAndFail(int jobs) {
            order(jobs);
            throw new IllegalStateException("out of stock");
        }

        @Transactional
        void orderWithoutWaiting() {
            raquel.async().enqueue("async", null);
        }

        void copy(@Observes @Queue("copies") Job<String> job) {
            Claim original = raquel.claim(ClaimOptions.of("originals")).orElseThrow();
            data.persist(new Note(job.payload()));
            raquel.resolve(original);
        }

        void hopeless(
                @Observes @Queue(value = "hopeless", maxRetries = 3, giveUpOn = IOException.class) Job<String> job) {
            throw new UncheckedIOException(new FileNotFoundException(job.payload()));
        }
    }

    private Claim claim(String queue) {
        return raquel.claim(ClaimOptions.of(queue)).orElseThrow();
    }

    @Test
    void aClaimIsSettledTogetherWithTheCallersWrites() {
        String note = unique();
        JobInfo job = raquel.enqueue("by hand", note);

        server.bean(Printer.class).print(claim("by hand"), note);

        assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void aLostClaimRollsTheCallersWritesBack() {
        String note = unique();
        JobInfo job = raquel.enqueue("by hand", note);
        Claim claim = claim("by hand");
        raquel.cancel(claim);

        assertThatExceptionOfType(ClaimLostException.class)
                .isThrownBy(() -> server.bean(Printer.class).print(claim, note));

        assertThat(isWritten(note)).isFalse();
        assertThat(read(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void manyJobsCommitWithTheCaller() {
        assertThat(server.bean(Printer.class).order(1_100)).isEqualTo(1_100);
        assertThatIllegalStateException()
                .isThrownBy(() -> server.bean(Printer.class).orderAndFail(1_100));

        assertThat(raquel.count("bulk")).isEqualTo(1_100);
    }

    @Test
    void aStreamThatThrowsWhatIsCheckedRollsBackLikeOthers() {
        IOException thrown = new IOException("the test's");

        assertThatThrownBy(() -> raquel.enqueueAll(Stream.of(1, 2, 3).map(number -> {
                    if (number == 3) {
                        throw CallsContract.<RuntimeException>undeclared(thrown);
                    }
                    return JobRequest.of(number).withQueue("streamed");
                })))
                .isSameAs(thrown);

        assertThat(raquel.count("streamed")).isZero();
    }

    /** As Kotlin's code throws, Lombok's, and that of proxies. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException undeclared(Throwable checked) throws E {
        throw (E) checked;
    }

    @Test
    void dequeueRunsItsHandlerInATransaction() {
        String note = unique();
        JobInfo job = raquel.enqueue("dequeued", note);

        assertThat(raquel.<String>dequeue(
                        DequeueOptions.of("dequeued", String.class),
                        running -> data.persist(new Note(running.payload()))))
                .isTrue();

        assertThat(isWritten(note)).isTrue();
        assertThat(read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    void asynchronousCallsRunOnTheServersThreads() {
        JobInfo job =
                raquel.async().enqueue("async", unique()).toCompletableFuture().join();

        assertThat(isWritten(job.id())).isTrue();
        assertThat(raquel.async().cancel(job.id()).toCompletableFuture().join()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> server.bean(Printer.class).orderWithoutWaiting())
                .withMessageContaining("without async()");
    }

    @Test
    void aHandlerMayCallWhatHasATransactionOfItsOwn() {
        String note = unique();
        JobInfo original = raquel.enqueue("originals", "");
        JobInfo copy = raquel.enqueue("copies", note);

        raquel.drain("copies");

        assertThat(read(copy).error()).isNull();
        assertThat(read(copy).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(read(original).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(isWritten(note)).isTrue();
    }

    @Test
    void aHandlerSaysWhenRetriesAreHopeless() {
        JobInfo job = raquel.enqueue("hopeless", "no such file");
        assertThat(job.retryPolicy().maxRetries()).isEqualTo(3);

        raquel.drain("hopeless");

        assertThat(read(job).status()).isEqualTo(JobStatus.EXHAUSTED);
        assertThat(read(job).error()).contains("no such file");
    }
}
