package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.CommitFailedException;
import dev.raquel.ForwardingTransactions;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import dev.raquel.testing.H2Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A claim whose commit went through although the node was told that it failed. */
class InDoubtClaimTest {

    @Test
    void isFoundByItsTokenAndRunAndCountedOnce() {
        try (StoreFixture fixture = new StoreFixture(H2Database.fresh())) {
            fixture.database.execute("insert into jobs (queue, scheduled_at) values ('q', 1)");
            LosesCommits flaky = new LosesCommits(fixture.transactions);
            Locking locking = new Locking(new Database(
                    fixture.factory.unwrap(org.hibernate.SessionFactory.class), flaky, fixture.transactions));
            locking.locks();
            LifeEvents events = LifeEvents.of(List.of(), flaky, Runnable::run);
            Claims claims = new Claims(
                    new Database(fixture.sessionFactory(), flaky, fixture.transactions),
                    locking,
                    events,
                    new ClaimTokens("node"),
                    InstantSource.fixed(Instant.EPOCH),
                    Duration.ofMinutes(1));

            flaky.loseNext.set(2); // the candidates are read first, then the claim commits
            assertThatThrownBy(() -> claims.claim("q", 5, List.of(), 1_000)).isInstanceOf(CommitFailedException.class);

            assertThat(claims.claim("another", 5, List.of(), 1_000).claims()).isEmpty();
            assertThat(claims.claim("q", 5, List.of(), 1_000).claims()).hasSize(1);
            assertThat(claims.claim("q", 5, List.of(), 1_000).claims()).isEmpty();
            assertThat(events.counters().read())
                    .hasEntrySatisfying(
                            "q", counted -> assertThat(counted.claimed()).isOne());
        }
    }

    @Test
    void twoOfThemAreFoundOneAfterTheOther() {
        try (StoreFixture fixture = new StoreFixture(H2Database.fresh())) {
            fixture.database.execute("insert into jobs (queue, scheduled_at) values ('q', 1), ('q', 1)");
            LosesCommits flaky = new LosesCommits(fixture.transactions);
            Locking locking = new Locking(new Database(
                    fixture.factory.unwrap(org.hibernate.SessionFactory.class), flaky, fixture.transactions));
            locking.locks();
            Claims claims = new Claims(
                    new Database(fixture.sessionFactory(), flaky, fixture.transactions),
                    locking,
                    LifeEvents.NONE,
                    new ClaimTokens("node"),
                    InstantSource.fixed(Instant.EPOCH),
                    Duration.ofMinutes(1));

            flaky.loseNext.set(2);
            flaky.meanwhile.set(() -> {
                flaky.loseNext.set(2);
                assertThatThrownBy(() -> claims.claim("q", 1, List.of(), 1_000))
                        .isInstanceOf(CommitFailedException.class);
            });
            assertThatThrownBy(() -> claims.claim("q", 1, List.of(), 1_000)).isInstanceOf(CommitFailedException.class);

            assertThat(claims.claim("q", 1, List.of(), 1_000).claims()).hasSize(1);
            assertThat(claims.claim("q", 1, List.of(), 1_000).claims()).hasSize(1);
            assertThat(claims.claim("q", 1, List.of(), 1_000).claims()).isEmpty();
        }
    }

    /** Commits, and then says that it did not: what a connection does that breaks while the answer is on its way. */
    private static final class LosesCommits extends ForwardingTransactions {

        final AtomicInteger loseNext = new AtomicInteger();
        final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

        LosesCommits(LocalTransactions real) {
            super(real);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            T result = real.inNew(work);
            if (loseNext.get() > 0 && loseNext.decrementAndGet() == 0) {
                meanwhile.getAndSet(() -> {}).run();
                throw new CommitFailedException("The answer was lost", null);
            }
            return result;
        }
    }
}
