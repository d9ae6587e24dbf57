package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Claim;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims by hand: which job they take, and under what name. */
interface ManualClaimContract extends Contract {

    private JobInfo enqueued(String queue, Duration delay) {
        return q().raquel.enqueue(JobRequest.of("x").withQueue(queue).withDelay(delay));
    }

    private Claim claim() {
        return q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();
    }

    @Test
    default void aClaimTakesTheFirstDueJob() {
        enqueued(QueueFixture.QUEUE, Duration.ofHours(1));
        JobInfo first = q().enqueued();

        Claim claim = claim();

        assertThat(claim.id()).isEqualTo(first.id());
        assertThat(claim.payload()).isEqualTo("payload");
        assertThat(claim.info()).isEqualTo(q().read(first));
        assertThat(claim.info().status()).isEqualTo(JobStatus.CLAIMED);
        assertThat(claim.info().claimedBy()).startsWith("test-");
        assertThat(claim.info().claimedAt()).isEqualTo(q().clock.instant());
        assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE))).isEmpty();
    }

    @Test
    default void ofSeveralQueuesTheLongestWaitingJobIsClaimed() {
        enqueued("b", Duration.ofSeconds(2));
        enqueued("a", Duration.ofSeconds(3));
        JobInfo oldest = enqueued("c", Duration.ofSeconds(1));
        JobInfo unwanted = enqueued("d", Duration.ZERO);
        q().clock.advance(Duration.ofMinutes(1));

        assertThat(q().raquel.claim(ClaimOptions.of("a", "b", "c")))
                .map(Claim::id)
                .hasValue(oldest.id());
        assertThat(q().raquel.claim(ClaimOptions.of("a", "b", "c")))
                .map(Claim::queue)
                .hasValue("b");
        assertThat(q().raquel.claim(ClaimOptions.of("a", "b", "c")))
                .map(Claim::queue)
                .hasValue("a");
        assertThat(q().raquel.claim(ClaimOptions.of("a", "b", "c"))).isEmpty();
        assertThat(q().raquel.claim(ClaimOptions.anyQueue())).map(Claim::id).hasValue(unwanted.id());
        assertThat(q().raquel.claim(ClaimOptions.anyQueue())).isEmpty();
    }

    @Test
    default void aClaimCanLookIntoTheFuture() {
        JobInfo future = enqueued(QueueFixture.QUEUE, Duration.ofHours(1));
        ClaimOptions options = ClaimOptions.of(QueueFixture.QUEUE);

        assertThat(q().raquel.claim(options.withBefore(future.scheduledAt().minusMillis(1))))
                .isEmpty();
        assertThat(q().raquel.claim(options.withBefore(future.scheduledAt())))
                .map(Claim::id)
                .hasValue(future.id());
    }

    @Test
    default void aClaimCanLookIntoThePast() {
        q().enqueued();
        Instant before = q().clock.instant().minusMillis(1);

        assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE).withBefore(before)))
                .isEmpty();
    }

    @Test
    default void aClaimIsNamedAsItsCallerWishesAndStillUnique() {
        q().enqueued();
        q().enqueued();
        ClaimOptions options = ClaimOptions.of(QueueFixture.QUEUE).withClaimAs("night-shift");

        Claim first = q().raquel.claim(options).orElseThrow();
        Claim second = q().raquel.claim(options).orElseThrow();

        assertThat(List.of(first, second))
                .allSatisfy(claim -> assertThat(claim.info().claimedBy()).startsWith("night-shift-"));
        assertThat(first.info().claimedBy()).isNotEqualTo(second.info().claimedBy());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.claim(options.withClaimAs("n".repeat(250))))
                .withMessageContaining("claimAs");
        for (String unstorable : List.of("a\0b", "a\uD83Db")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> q().raquel.claim(options.withClaimAs(unstorable)))
                    .withMessageContaining("cannot store");
        }
    }

    @Test
    default void whatAClaimMeetsPastItsDeadlineExpires() {
        JobInfo late = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(1)));
        q().clock.advance(Duration.ofSeconds(1));
        JobInfo good = q().enqueued();

        assertThat(claim().id()).isEqualTo(good.id());

        assertThat(q().read(late).status()).isEqualTo(JobStatus.EXPIRED);
    }

    @Test
    default void aClaimCanPassOverLateJobs() {
        JobInfo late = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofSeconds(1)));
        JobInfo inTime = q().raquel
                .enqueue(JobRequest.of("x").withQueue(QueueFixture.QUEUE).withMaxAge(Duration.ofDays(1)));
        q().clock.advance(Duration.ofSeconds(1));
        q().enqueued();
        ClaimOptions options = ClaimOptions.of(QueueFixture.QUEUE).withoutExpiring();

        assertThat(q().raquel.claim(options)).map(Claim::id).hasValue(inTime.id());
        assertThat(q().raquel.claim(options)).isPresent();
        assertThat(q().raquel.claim(options)).isEmpty();
        assertThat(q().read(late)).isEqualTo(late);
    }

    @Test
    default void lostClaimsOfTheQueuesAreTakenOverFirst() {
        JobInfo here = q().enqueued();
        JobInfo elsewhere = enqueued("elsewhere", Duration.ZERO);
        claim();
        q().raquel.claim(ClaimOptions.of("elsewhere")).orElseThrow();
        q().clock.advance(Duration.ofSeconds(59));

        assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE))).isEmpty();
        assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE).withReclaimAfter(Duration.ofSeconds(59))))
                .map(Claim::id)
                .hasValue(here.id());

        assertThat(q().read(here).failures()).isOne();
        assertThat(q().read(here).error()).contains("lost");
        assertThat(q().read(elsewhere).failures()).isZero();
        q().clock.advance(Duration.ofSeconds(1));
        assertThat(q().raquel.claim(ClaimOptions.anyQueue())).map(Claim::id).hasValue(elsewhere.id());
    }

    @Test
    default void aClaimCommitsWhateverBecomesOfItsCaller() {
        JobInfo job = q().enqueued();

        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    claim();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);
    }

    @Test
    default void jobsThatATransactionHoldsHideNoneBehindThem() {
        List<JobInfo> held =
                IntStream.range(0, 30).mapToObj(i -> q().enqueued()).toList();
        q().clock.advance(Duration.ofSeconds(1));
        JobInfo behind = q().enqueued();

        q().raquel.inTransaction(entityManager -> {
            assertThat(held).allMatch(job -> q().raquel.cancel(job.id()));
            assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)))
                    .map(Claim::id)
                    .hasValue(behind.id());
            return null;
        });
    }

    @Test
    default void whatIsRefusedTakesNoLostClaimsOver() {
        JobInfo job = q().enqueued();
        claim();
        q().clock.advance(Duration.ofHours(1));
        ClaimOptions refused = ClaimOptions.of(QueueFixture.QUEUE).withBefore(Instant.MIN);

        assertThatIllegalArgumentException().isThrownBy(() -> q().raquel.claim(refused));

        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);
    }
}
