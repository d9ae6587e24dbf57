package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobRequest;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims by hand: which job they take, and how they are settled. */
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
    default void renewingKeepsAClaimFromBeingTakenOver() {
        q().enqueued();
        Claim claim = claim();
        q().clock.advance(Duration.ofSeconds(50));
        assertThat(q().raquel.renew(claim)).isTrue();
        q().clock.advance(Duration.ofSeconds(50));

        assertThat(q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE))).isEmpty();
        assertThat(q().raquel.resolve(claim).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().raquel.renew(claim)).isFalse();
    }

    @Test
    default void eachOutcomeIsWrittenAsAHandlersWouldBe() {
        Instant now = q().clock.instant();
        settled(claim -> q().raquel.resolve(claim), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(job.finishedAt()).isEqualTo(now);
        });
        settled(claim -> q().raquel.fail(claim, "no paper"), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.error()).isEqualTo("no paper");
            assertThat(job.errorTrace()).isNull();
            assertThat(job.scheduledAt()).isEqualTo(now.plusSeconds(1));
        });
        settled(claim -> q().raquel.fail(claim, new IllegalStateException("no ink")), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.errorTrace()).contains("no ink", "ManualClaimContract");
        });
        settled(claim -> q().raquel.giveUp(claim, "no printer"), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
            assertThat(job.error()).isEqualTo("no printer");
        });
        settled(claim -> q().raquel.giveUp(claim, new IllegalStateException("no printer")), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.EXHAUSTED);
            assertThat(job.errorTrace()).contains("no printer");
        });
        settled(claim -> q().raquel.reschedule(claim, Duration.ofMinutes(1)), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
            assertThat(job.scheduledAt()).isEqualTo(now.plusSeconds(60));
        });
        settled(claim -> q().raquel.reschedule(claim, now.plusSeconds(7)), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
            assertThat(job.scheduledAt()).isEqualTo(now.plusSeconds(7));
        });
        settled(
                claim -> q().raquel.cancel(claim),
                job -> assertThat(job.status()).isEqualTo(JobStatus.CANCELLED));
        settled(claim -> q().raquel.reject(claim), job -> {
            assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
            assertThat(job.claimedBy()).isNull();
        });
        assertThat(q().raquel.claim(ClaimOptions.anyQueue()))
                .as("what was rejected here is left to others")
                .isEmpty();
    }

    /** One attempt, settled; and no second time. */
    private void settled(Consumer<Claim> settle, Consumer<JobInfo> expected) {
        JobInfo job = q().enqueued();
        Claim claim = claim();

        settle.accept(claim);

        JobInfo after = q().read(job);
        assertThat(after.attempts()).isOne();
        expected.accept(after);
        assertThatExceptionOfType(ClaimLostException.class)
                .isThrownBy(() -> settle.accept(claim))
                .withMessageContaining(job.id().toString())
                .withMessageContaining(after.status().column());
        assertThat(q().read(job)).isEqualTo(after);
    }

    @Test
    default void anUnclaimedJobIsAsIfItHadNeverBeenClaimed() {
        JobInfo job = q().enqueued();
        Claim claim = claim();

        assertThat(q().raquel.unclaim(claim)).isTrue();
        assertThat(q().raquel.unclaim(claim)).isFalse();

        assertThat(q().read(job)).isEqualTo(job);
    }

    @Test
    default void aSettlementBelongsToTheCallersTransaction() {
        JobInfo job = q().enqueued();
        Claim claim = claim();

        assertThatThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().write("effect");
                    q().raquel.resolve(claim);
                    throw new IllegalStateException("after all");
                }))
                .hasMessage("after all");
        assertThat(q().read(job).status()).isEqualTo(JobStatus.CLAIMED);

        q().raquel.inTransaction(entityManager -> {
            q().write("effect");
            return q().raquel.resolve(claim);
        });
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
        assertThat(q().written("effect")).isTrue();
    }

    @Test
    default void aLostClaimRollsItsHoldersTransactionBack() {
        JobInfo job = q().enqueued();
        Claim stale = claim();
        q().clock.advance(Duration.ofMinutes(2));
        Raquel other = q().node(q().builder().nodeName("other"));
        Claim good = other.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();

        assertThatExceptionOfType(ClaimLostException.class)
                .isThrownBy(() -> q().raquel.inTransaction(entityManager -> {
                    q().write("effect");
                    return q().raquel.resolve(stale);
                }))
                .withMessageContaining(good.info().claimedBy());

        assertThat(q().written("effect")).isFalse();
        assertThat(q().raquel.unclaim(stale)).isFalse();
        assertThat(q().raquel.renew(stale)).isFalse();
        assertThat(other.resolve(good).attempts()).isEqualTo(2);
        assertThat(q().read(job).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void onlyOurOwnClaimsAreTaken() {
        JobInfo job = q().enqueued();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> q().raquel.resolve(() -> job))
                .withMessageContaining("claim(options)");
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
