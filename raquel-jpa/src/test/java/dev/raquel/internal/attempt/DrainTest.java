package dev.raquel.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.CommitFailedException;
import dev.raquel.Handling;
import dev.raquel.internal.claim.Claims;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final long NOW = 1_000;

    private final AttemptFixture fixture = new AttemptFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Those that have not had their turn, too: only what is held has its lease renewed. */
    @Test
    void holdsAllJobsOfAClaimThatWasInDoubt() {
        fixture.database.execute("insert into jobs (queue, scheduled_at) values ('q', 1), ('q', 1), ('q', 1)");
        Claims claims = fixture.claims();
        answerIsLostAfter(2); // the candidates are read first, then the claim commits
        assertThatThrownBy(() -> claims.claim("q", 3, List.of(), NOW)).isInstanceOf(CommitFailedException.class);
        List<Integer> held = new ArrayList<>();
        QueueHandler handler = AttemptFixture.handler(
                Handling.TRANSACTIONAL,
                Calls.ofEach(job -> held.add(fixture.attempts.held().all().size()), 1));

        int runs = new Drain(handler, fixture.attempts, claims, InstantSource.system()).run();

        assertThat(runs).isEqualTo(3);
        assertThat(held).containsExactly(3, 2, 1);
        assertThat(fixture.attempts.held().all()).isEmpty();
    }

    private void answerIsLostAfter(int commits) {
        AtomicInteger left = new AtomicInteger(commits);
        fixture.afterTransactions = () -> {
            if (left.decrementAndGet() == 0) {
                throw new CommitFailedException("The answer was lost", null);
            }
        };
    }
}
