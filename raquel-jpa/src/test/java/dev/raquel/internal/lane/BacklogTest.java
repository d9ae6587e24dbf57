package dev.raquel.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.internal.held.HeldJob;
import dev.raquel.internal.held.SomeJobs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs between their claim and a thread that takes them. */
class BacklogTest {

    private final SomeJobs some = new SomeJobs();
    private final Backlog backlog = new Backlog(2, 3, 0);

    @Test
    void thereIsRoomForWhatTheRunnersTakeTogether() {
        assertThat(backlog.room(0, 100)).isEqualTo(6);
        assertThat(backlog.room(0, 1)).isEqualTo(3);
        assertThat(backlog.room(0, 0)).isZero();
    }

    @Test
    void noneWhileJobsWaitAndNoneForThoseThatRun() {
        backlog.add(some.jobs(3), 0);
        assertThat(backlog.room(0, 100)).isZero();

        backlog.enlist();
        assertThat(backlog.next()).hasSize(3);

        assertThat(backlog.room(0, 0)).as("the one runner is busy").isZero();
        assertThat(backlog.room(0, 1)).isEqualTo(3);
        backlog.ended(3, true);
        backlog.handled();
        assertThat(backlog.room(0, 0)).isEqualTo(3);
    }

    @Test
    void aListThatIsNotFullLeavesNoRoomForAPartOfOne() {
        backlog.add(some.jobs(1), 0);
        backlog.enlist();
        backlog.next();

        assertThat(backlog.room(0, 100)).isEqualTo(3);
    }

    /** They may take long, and what is claimed meanwhile would only be given back. */
    @Test
    void noneWhileAllRunnersAreBusyWithShortLists() {
        take(1);
        assertThat(backlog.room(0, 100)).as("for the other runner").isEqualTo(3);

        take(1);
        assertThat(backlog.room(0, 100)).isZero();

        backlog.handled();
        assertThat(backlog.room(0, 100)).isEqualTo(3);
    }

    @Test
    void aRunnerThatTakesWhatWaitedMakesRoomForAClaimThatWasRefused() {
        backlog.add(some.jobs(2), 0);
        backlog.enlist();
        backlog.begun();
        assertThat(backlog.hasRoomAgain()).as("nobody asked").isFalse();
        assertThat(backlog.room(0, 100)).isZero();
        assertThat(backlog.hasRoomAgain()).as("they still wait").isFalse();

        backlog.next();

        assertThat(backlog.hasRoomAgain()).isTrue();
        assertThat(backlog.hasRoomAgain()).as("said already").isFalse();
        assertThat(backlog.room(0, 100)).isEqualTo(3);
    }

    private void take(int jobs) {
        backlog.add(some.jobs(jobs), 0);
        backlog.enlist();
        backlog.begun();
        assertThat(backlog.next()).hasSize(jobs);
    }

    @Test
    void oneClaimIsNeverForMoreThanAThousand() {
        assertThat(new Backlog(1_000, 300, 0).room(0, 1_000)).isEqualTo(900);
        assertThat(new Backlog(1_000, 1_000, 0).room(0, 1_000)).isEqualTo(1_000);
    }

    @Test
    void asManyRunnersAsThereAreListsOfJobs() {
        backlog.add(some.jobs(4), 0);

        assertThat(backlog.enlist()).isTrue();
        assertThat(backlog.enlist()).isTrue();
        assertThat(backlog.enlist()).as("more than the concurrency").isFalse();
    }

    @Test
    void noMoreRunnersThanAreOfUse() {
        backlog.add(some.jobs(3), 0);

        assertThat(backlog.enlist()).isTrue();
        assertThat(backlog.enlist()).as("the first takes all three").isFalse();
        backlog.begun();
        assertThat(backlog.enlist()).as("it has begun, and they still wait").isTrue();
    }

    @Test
    void aRunnerThatFindsNothingDoesNotCountAnyMore() {
        backlog.add(some.jobs(1), 0);
        backlog.enlist();
        backlog.begun();
        assertThat(backlog.next()).hasSize(1);
        assertThat(backlog.next()).isEmpty();
        backlog.ended(1, true);

        backlog.add(some.jobs(1), 0);
        assertThat(backlog.withoutRunners()).hasSize(1);
    }

    @Test
    void jobsThatHaveFailedComeAlone() {
        HeldJob first = some.job(0);
        HeldJob failed = some.job(1);
        HeldJob second = some.job(0);
        HeldJob third = some.job(0);
        backlog.add(List.of(first, failed, second, third), 0);

        assertThat(backlog.next()).containsExactly(first);
        assertThat(backlog.next()).containsExactly(failed);
        assertThat(backlog.next()).containsExactly(second, third);
    }

    @Test
    void whatHasWaitedTooLongIsTakenBackWithAllBehindIt() {
        backlog.add(some.jobs(1), 0);
        backlog.add(some.jobs(1), 10);
        long stale = Backlog.STALE.toNanos();

        assertThat(backlog.nanosToStale(1)).isEqualTo(stale - 1);
        assertThat(backlog.stale(stale - 1)).isEmpty();
        assertThat(backlog.stale(stale)).hasSize(2);
        assertThat(backlog.nanosToStale(stale)).isEqualTo(Long.MAX_VALUE);
    }
}
