package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.internal.held.SomeJobs;
import dev.raquel.internal.lifecycle.ClaimedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When a claim whose commit is in doubt is looked for. */
class ClaimsInDoubtTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AtomicLong timer = new AtomicLong();
    private final List<String> asked = new ArrayList<>();
    private Function<String, List<ClaimedJob>> database = token -> List.of();
    private final ClaimsInDoubt doubts = new ClaimsInDoubt(this::lookUp, LEASE, timer::get);

    private List<ClaimedJob> lookUp(ClaimOrder order) {
        asked.add(order.token());
        return database.apply(order.token());
    }

    private void add(String queue, String token) {
        doubts.add(ClaimOrder.of(queue, 5, token, List.of(), 1_000));
    }

    private void pass(Duration time) {
        timer.addAndGet(time.toNanos());
    }

    @Test
    void oneIsLookedForAtOnceWhenItsQueueIsClaimedFrom() {
        add("q", "t");

        assertThat(doubts.isDue("q")).isTrue();
        assertThat(doubts.isDue("other")).isFalse();
        assertThat(doubts.recoverDue("other")).isEmpty();
        assertThat(asked).isEmpty();

        doubts.recoverDue("q");
        assertThat(asked).containsExactly("t");
    }

    @Test
    void oneThatIsNotFoundIsLookedForAgainOnceASecond() {
        add("q", "t");
        doubts.recoverDue("q");
        assertThat(doubts.isDue("q")).isFalse();
        assertThat(doubts.recoverDue("q")).isEmpty();
        assertThat(asked).hasSize(1);

        pass(PAUSE);
        List<ClaimedJob> jobs = List.of(SomeJobs.scheduledAt(5));
        database = token -> jobs;

        assertThat(doubts.isDue("q")).isTrue();
        assertThat(doubts.recoverDue("q")).isEqualTo(jobs);
        assertThat(asked).hasSize(2);
    }

    @Test
    void oneThatWasFoundIsForgotten() {
        add("q", "t");
        database = token -> List.of(SomeJobs.scheduledAt(5));
        doubts.recoverDue("q");
        pass(PAUSE);

        assertThat(doubts.isDue("q")).isFalse();
        assertThat(doubts.recover("q")).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void oneIsForgottenWithItsLease() {
        add("q", "t");
        pass(LEASE.minusNanos(1));
        doubts.recoverDue("q");
        pass(PAUSE);

        doubts.recoverDue("q");
        pass(PAUSE);
        doubts.recoverDue("q");

        assertThat(asked).hasSize(2);
    }

    @Test
    void oneOfWhichTheDatabaseSaysNothingIsLookedForAtOnce() {
        add("q", "t");
        database = token -> {
            throw new IllegalStateException("away");
        };
        assertThatThrownBy(() -> doubts.recoverDue("q")).hasMessage("away");

        List<ClaimedJob> jobs = List.of(SomeJobs.scheduledAt(5));
        database = token -> jobs;
        assertThat(doubts.recoverDue("q")).isEqualTo(jobs);
    }

    /** A stop has no time to wait for another second. */
    @Test
    void allOfAQueueCanBeLookedForBeforeTheirTime() {
        add("q", "t1");
        add("q", "t2");
        doubts.recoverDue("q");
        List<ClaimedJob> jobs = List.of(SomeJobs.scheduledAt(5));
        database = token -> token.equals("t2") ? jobs : List.of();

        assertThat(doubts.recover("q")).isEqualTo(jobs);
        assertThat(doubts.recover("q")).isEmpty();
        assertThat(asked).containsExactly("t1", "t2", "t1", "t2", "t1");
    }

    @Test
    void ofVeryManyOfAQueueEachIsLookedForOnceAndFewAgain() {
        for (int i = 0; i < 100; i++) {
            add("q", "t" + i);
        }
        doubts.recoverDue("q");
        assertThat(asked).hasSize(100);
        pass(PAUSE);

        doubts.recoverDue("q");

        assertThat(asked).hasSizeLessThan(120);
    }
}
