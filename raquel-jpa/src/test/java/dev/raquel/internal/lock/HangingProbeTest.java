package dev.raquel.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.CapturedLog;
import dev.raquel.FirstHangs;
import dev.raquel.Handling;
import dev.raquel.internal.claim.StoreFixture;
import dev.raquel.internal.store.Database;
import dev.raquel.internal.store.Isolation;
import dev.raquel.testing.H2Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A database that leaves the first question of a node unanswered, for as long as it likes. */
class HangingProbeTest {

    private static final Executor THREADS = work -> new Thread(work, "asks").start();

    @Test
    void whoAsksHowRowsAreLockedDoesNotWaitForWhoAskedBefore() throws Exception {
        try (StoreFixture fixture = new StoreFixture(H2Database.fresh());
                FirstHangs transactions = new FirstHangs(fixture.transactions)) {
            Locking locking = new Locking(new Database(fixture.sessionFactory(), transactions, fixture.transactions));

            RowLocks both = answerToBoth(locking::locks, transactions);

            assertThat(both).isNotInstanceOf(RowLocks.None.class).isSameAs(locking.locks());
        }
    }

    @Test
    void whoAsksHowIsolatedTransactionsAreDoesNotWaitForWhoAskedBefore() throws Exception {
        try (StoreFixture fixture = new StoreFixture(H2Database.fresh());
                FirstHangs transactions = new FirstHangs(fixture.transactions);
                CapturedLog log = new CapturedLog()) {
            Isolation isolation =
                    new Isolation(new Database(fixture.sessionFactory(), transactions, fixture.transactions));

            Handling both = answerToBoth(() -> isolation.effective(Handling.TRANSACTIONAL), transactions);

            assertThat(both).isEqualTo(Handling.TRANSACTIONAL);
            assertThat(log.warnings()).isEmpty();
        }
    }

    /** The second one is answered while the first one hangs; then the first one is, too, and alike. */
    private static <T> T answerToBoth(Supplier<T> question, FirstHangs transactions) throws Exception {
        CompletableFuture<T> first = CompletableFuture.supplyAsync(question, THREADS);
        transactions.awaitHanging();
        T second = CompletableFuture.supplyAsync(question, THREADS).get(10, TimeUnit.SECONDS);
        assertThat(first).isNotDone();

        transactions.close();

        assertThat(first.get(10, TimeUnit.SECONDS)).isSameAs(second);
        return second;
    }
}
