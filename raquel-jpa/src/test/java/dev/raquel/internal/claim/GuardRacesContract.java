package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.JobStatus;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.ErrorText;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.Outcome;
import dev.raquel.internal.lifecycle.Transition;
import dev.raquel.internal.store.JobStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Two transactions that want to move the same job, interleaved by hand: the first has read the row when the second
 * changes it and commits. What the first one then writes must change nothing.
 */
interface GuardRacesContract {

    long NOW = 1_000_000;
    Outcome SUCCESS = new Outcome.Succeeded();
    Outcome FAILURE = new Outcome.Failed(ErrorText.of("broken"));

    StoreFixture s();

    private ClaimedJob claim() {
        return claimAt(NOW);
    }

    private ClaimedJob claimAt(long now) {
        return s().claims().claim("q", 1, List.of(), now).claims().get(0);
    }

    private ClaimedJob newClaim() {
        s().database
                .execute("insert into jobs (queue, scheduled_at, min_retry_delay, backoff_base) values ('q', 1, 0, 0)");
        return claim();
    }

    private JobState read(UUID id) {
        return s().transactions.inNew(() -> s().store().find(id)).orElseThrow();
    }

    private void settled(ClaimedJob claim, Outcome outcome) {
        boolean settled =
                s().transactions.inNew(() -> s().store().settle(claim, Lifecycle.settle(claim.job(), outcome, NOW)));
        assertThat(settled).isTrue();
    }

    private void moved(JobState seen, Transition move) {
        assertThat(s().transactions.inNew(() -> s().store().moveUnclaimed(seen, move)))
                .isTrue();
    }

    /** Reads a row, lets a rival commit, and then does this; whatever the rival wrote must still be there. */
    private void loses(UUID id, Runnable rival, Predicate<JobState> late) {
        boolean wrote = s().transactions.inNew(() -> {
            JobState seen = s().store().find(id).orElseThrow();
            rival.run();
            JobState byRival = read(id);
            boolean written = late.test(seen);
            assertThat(s().store().find(id)).contains(byRival);
            return written;
        });
        assertThat(wrote).isFalse();
    }

    @Test
    default void aTakenOverJobIsNotSettledByItsLateOwner() {
        ClaimedJob claim = newClaim();

        loses(
                claim.id(),
                () -> assertThat(s().leases().reclaim(NOW, List.of(), 10)).hasSize(1),
                seen -> s().store().settle(claim, Lifecycle.settle(claim.job(), SUCCESS, NOW)));

        assertThat(read(claim.id()).status()).isEqualTo(JobStatus.FAILED);
        assertThat(read(claim.id()).claimedBy()).as("the token is still there").isEqualTo(claim.token());
    }

    @Test
    default void aJobThatARivalHasClaimedSinceIsNotSettledByItsLateOwner() {
        ClaimedJob claim = newClaim();

        loses(
                claim.id(),
                () -> {
                    s().leases().reclaim(NOW, List.of(), 10);
                    claimAt(NOW + 60_000);
                },
                seen -> s().store().settle(claim, Lifecycle.settle(claim.job(), SUCCESS, NOW)));
    }

    @Test
    default void aJobIsSettledOnce() {
        ClaimedJob claim = newClaim();

        loses(
                claim.id(),
                () -> settled(claim, SUCCESS),
                seen -> s().store().settle(claim, Lifecycle.settle(claim.job(), FAILURE, NOW)));
    }

    @Test
    default void aLateRenewalLeavesTheNewOwnersLeaseAlone() {
        ClaimedJob claim = newClaim();

        loses(
                claim.id(),
                () -> {
                    s().leases().reclaim(NOW, List.of(), 10);
                    claimAt(NOW + 60_000);
                },
                seen -> lateRenewal(claim));
    }

    @Test
    default void aLateRenewalLeavesASettledJobAlone() {
        ClaimedJob claim = newClaim();

        loses(claim.id(), () -> settled(claim, FAILURE), seen -> lateRenewal(claim));
    }

    /** As where rows cannot be locked: the lease was ours when it was looked at. */
    private boolean lateRenewal(ClaimedJob claim) {
        s().transactions.with(session -> {
            Leases.renew(session, List.of(claim.id()), List.of(claim.token()), NOW + 90_000);
            return null;
        });
        return false;
    }

    @Test
    default void aCancelDoesNotTouchAJobThatWasClaimedMeanwhile() {
        UUID id = waiting();

        loses(id, this::claim, seen -> s().store().moveUnclaimed(seen, Lifecycle.cancel(seen, NOW)));

        assertThat(read(id).status()).isEqualTo(JobStatus.CLAIMED);
    }

    private UUID waiting() {
        ClaimedJob claim = newClaim();
        s().transactions.inNew(() -> s().store().settle(claim, Lifecycle.unclaim(claim.job())));
        return claim.id();
    }

    @Test
    default void aCancelDoesNotTouchAJobThatFailedAgainMeanwhile() {
        ClaimedJob first = newClaim();
        settled(first, FAILURE);

        loses(
                first.id(),
                () -> settled(claim(), FAILURE),
                seen -> s().store().moveUnclaimed(seen, Lifecycle.cancel(seen, NOW)));

        assertThat(read(first.id()).failures()).isEqualTo(2);
    }

    @Test
    default void aRequeueDoesNotTouchAJobThatWasRequeuedAndGaveUpAgainMeanwhile() {
        ClaimedJob first = newClaim();
        Outcome givenUp = new Outcome.GivenUp(ErrorText.of("hopeless"));
        settled(first, givenUp);

        loses(
                first.id(),
                () -> {
                    JobState exhausted = read(first.id());
                    moved(exhausted, Lifecycle.requeue(exhausted, NOW));
                    settled(claim(), givenUp);
                },
                seen -> s().store().moveUnclaimed(seen, Lifecycle.requeue(seen, NOW)));

        assertThat(read(first.id()).attempts()).isEqualTo(2);
    }

    @Test
    default void aRequeueDoesNotTouchAJobThatWasRequeuedAndClaimedMeanwhile() {
        UUID id = waiting();
        JobState waiting = read(id);
        moved(waiting, Lifecycle.cancel(waiting, NOW));

        loses(
                id,
                () -> {
                    JobState cancelled = read(id);
                    moved(cancelled, Lifecycle.requeue(cancelled, NOW));
                    claim();
                },
                seen -> s().store().moveUnclaimed(seen, Lifecycle.requeue(seen, NOW)));
    }

    @Test
    default void aJobThatIsSettledMeanwhileIsNotTakenOver() {
        ClaimedJob claim = newClaim();

        loses(claim.id(), () -> settled(claim, SUCCESS), this::takesOver);

        assertThat(read(claim.id()).status()).isEqualTo(JobStatus.SUCCESS);
    }

    @Test
    default void aJobWhoseLeaseIsRenewedMeanwhileIsNotTakenOver() {
        ClaimedJob claim = newClaim();

        loses(claim.id(), () -> s().leases().renew(Map.of(claim.id(), claim.token()), NOW + 60_000), this::takesOver);

        assertThat(read(claim.id()).claimedAt()).isEqualTo(NOW + 60_000);
    }

    /** A claim by an old reading of the clock may have the time of the one that was seen. */
    @Test
    default void aJobThatSomebodyElseHasClaimedMeanwhileIsNotTakenOverThoughTheTimeIsTheSame() {
        ClaimedJob claim = newClaim();

        loses(
                claim.id(),
                () -> {
                    s().transactions.inNew(() -> s().store().settle(claim, Lifecycle.unclaim(claim.job())));
                    assertThat(claim().token()).isNotEqualTo(claim.token());
                },
                this::takesOver);

        assertThat(read(claim.id()).claimedAt()).isEqualTo(NOW);
    }

    private boolean takesOver(JobState seen) {
        return s().transactions.with(session -> JobStore.moveLost(session, seen, Lifecycle.lose(seen)));
    }
}
