package dev.raquel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.Claim;
import dev.raquel.ClaimLostException;
import dev.raquel.ClaimOptions;
import dev.raquel.JobInfo;
import dev.raquel.JobStatus;
import dev.raquel.Raquel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a caller does with a claim that it holds: settles its job, renews it, gives it back. */
interface ManualSettlementContract extends Contract {

    private Claim claim() {
        return q().raquel.claim(ClaimOptions.of(QueueFixture.QUEUE)).orElseThrow();
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
        assertThat(q().raquel.get(claim.id()).orElseThrow().claimedAt())
                .as("the beginning of the run, not the last renewal")
                .isEqualTo(claim.info().claimedAt());
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
            assertThat(job.errorTrace()).contains("no ink", "ManualSettlementContract");
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
}
