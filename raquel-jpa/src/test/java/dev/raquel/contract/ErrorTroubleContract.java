package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import dev.raquel.SubscribeOptions;
import dev.raquel.Subscription;
import dev.raquel.spi.PayloadCodec;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Exceptions that are too long, cannot be stored, or cannot be read: each is a failure of its job, and bounded in
 * length.
 */
interface ErrorTroubleContract extends Contract {

    int LONGEST_ERROR = 4_100;
    int LONGEST_TRACE = 64_100;

    /** What its message is made by is broken, too. */
    final class Broken extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("no message");
        }
    }

    /** Describes itself as nothing. */
    final class Nameless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return null;
        }
    }

    private JobInfo failedBy(RuntimeException thrown) {
        JobInfo job = q().enqueued();
        try (Subscription handler = q().handle(running -> {
            throw thrown;
        })) {
            assertThat(q().raquel.drain(QueueFixture.QUEUE)).isOne();
        }
        JobInfo after = q().read(job);
        assertThat(after.status()).isEqualTo(JobStatus.FAILED);
        assertThat(after.error()).hasSizeLessThan(LONGEST_ERROR);
        assertThat(String.valueOf(after.errorTrace())).hasSizeLessThan(LONGEST_TRACE);
        return after;
    }

    @Test
    default void halvesOfSurrogatePairsInAMessageAreReplaced() {
        JobInfo job = failedBy(new IllegalStateException("whole \uD83D\uDE42, cut off \uD83D"));

        assertThat(job.error()).endsWith("whole \uD83D\uDE42, cut off \uFFFD");
        assertThat(job.errorTrace()).contains("whole \uD83D\uDE42, cut off \uFFFD");
    }

    /** PostgreSQL refuses them. */
    @Test
    default void nulCharactersInAMessageAreReplaced() {
        RuntimeException cause = new IllegalStateException("cause \0 of it");

        JobInfo job = failedBy(new IllegalStateException("before \0 behind", cause));

        assertThat(job.error()).endsWith("before \uFFFD behind");
        assertThat(job.errorTrace()).contains("before \uFFFD behind", "cause \uFFFD of it");
    }

    @Test
    default void aMessageOfFiftyMillionCharactersIsCutOff() {
        JobInfo job = failedBy(new IllegalStateException("x".repeat(50_000_000)));

        assertThat(job.error())
                .startsWith("java.lang.IllegalStateException: xxx")
                .endsWith("more characters)");
        assertThat(job.errorTrace())
                .startsWith("java.lang.IllegalStateException: xxx")
                .endsWith(" ... (cut off)");
    }

    @Test
    default void aTraceOfAHundredThousandFramesIsCutOff() {
        RuntimeException deep = new IllegalStateException("deep");
        StackTraceElement[] frames = new StackTraceElement[100_000];
        Arrays.setAll(frames, line -> new StackTraceElement("app.Recursion", "again", "Recursion.java", line));
        deep.setStackTrace(frames);

        assertThat(failedBy(deep).errorTrace()).contains("Recursion.java:1)").endsWith(" ... (cut off)");
    }

    @Test
    default void causesInACircleAndWithoutEndArePrintedOnce() {
        RuntimeException one = new IllegalStateException("one");
        RuntimeException circle = new IllegalStateException("two", one);
        one.initCause(circle);
        circle.addSuppressed(one);
        RuntimeException chain = new IllegalStateException("the first");
        for (int i = 0; i < 100_000; i++) {
            chain = new IllegalStateException("cause", chain);
        }

        assertThat(failedBy(circle).errorTrace()).contains("CIRCULAR REFERENCE");
        assertThat(failedBy(chain).errorTrace()).endsWith(" ... (cut off)");
    }

    @Test
    default void exceptionsThatCannotBeReadAreNamed() {
        assertThat(failedBy(new Broken()).error()).contains(Broken.class.getName(), "could not be read");
        assertThat(failedBy(new Nameless()).error()).contains(Nameless.class.getName());
        assertThat(failedBy(new IllegalStateException("because", new Broken())).error())
                .endsWith("because");
    }

    @Test
    default void whoeverSettlesByHandMayGiveThemToo() {
        for (Throwable unreadable : List.of(new Broken(), new Nameless())) {
            JobInfo job = q().enqueued();
            Claim claim = q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();

            q().raquel.fail(claim, unreadable);

            assertThat(q().read(job).error()).contains(unreadable.getClass().getName());
        }
    }

    @Test
    default void aCodecThatThrowsThemFailsItsJobAlone() {
        AtomicInteger handled = new AtomicInteger();
        Raquel own = q().node(q().builder().payloads(new Unreadable()));
        JobInfo bad = own.enqueue(QueueFixture.QUEUE, "bad");
        JobInfo good = own.enqueue(QueueFixture.QUEUE, "good");
        try (Subscription handler = own.<String>subscribe(
                SubscribeOptions.of(QueueFixture.QUEUE, String.class), running -> handled.incrementAndGet())) {
            own.drain(QueueFixture.QUEUE);
        }

        assertThat(q().read(bad).status()).isEqualTo(JobStatus.FAILED);
        assertThat(q().read(bad).error()).contains(bad.id().toString(), Broken.class.getName());
        assertThat(q().read(good).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(handled).hasValue(1);
    }

    /** Reads nothing bad. */
    final class Unreadable implements PayloadCodec {

        @Override
        public @Nullable String write(@Nullable Object payload) {
            return (String) payload;
        }

        @Override
        public @Nullable Object read(@Nullable String text, Type type) {
            if ("bad".equals(text)) {
                throw new Broken();
            }
            return text;
        }
    }
}
