package dev.raquel.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.raquel.CommitFailedException;
import dev.raquel.ForwardingTransactions;
import dev.raquel.JobStatus;
import dev.raquel.RetryPolicy;
import dev.raquel.internal.event.LifeEvents;
import dev.raquel.internal.lifecycle.ClaimedJob;
import dev.raquel.internal.lifecycle.JobState;
import dev.raquel.internal.lifecycle.Lifecycle;
import dev.raquel.internal.lifecycle.RetryLimits;
import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.internal.lock.Locking;
import dev.raquel.internal.store.Database;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a claim leaves others free to do before it commits, and what it does itself beside open transactions. Everything
 * here happens while the other transaction is open: whoever waited for it would wait in vain.
 */
interface OpenClaimContract {

    long START = 1_000_000;

    StoreFixture s();

    private void insert(String queue, int jobs, String columns, String values) {
        for (int i = 1; i <= jobs; i++) {
            s().database
                    .execute("insert into jobs (queue, payload, scheduled_at" + columns + ") values ('" + queue + "', '"
                            + i + "', " + i + values + ")");
        }
    }

    private List<String> claimed(String queue, int limit) {
        return payloads(s().claims().claim(queue, limit, List.of(), START));
    }

    private static List<String> payloads(Claimed claimed) {
        return claimed.claims().stream().map(claim -> claim.job().payload()).toList();
    }

    /** Locks rows by plain SQL, does this, and rolls back. */
    private void whileLocked(String where, Runnable work) throws Exception {
        try (Connection holder = s().database.connect()) {
            holder.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            holder.setAutoCommit(false);
            assertThat(holder.createStatement()
                            .executeQuery("select id from jobs where " + where + " for update")
                            .next())
                    .isTrue();
            work.run();
            holder.rollback();
        }
    }

    @Test
    default void aClaimPassesRowsThatARivalHasLocked() throws Exception {
        insert("q", 20, "", "");

        whileLocked("scheduled_at <= 5", () -> {
            assertThat(claimed("q", 3)).containsExactly("6", "7", "8");
            assertThat(claimed("q", 20)).hasSize(12).doesNotContain("1", "2", "3", "4", "5");
            assertThat(claimed("q", 1)).as("all that is left is locked").isEmpty();
        });

        assertThat(claimed("q", 20)).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    default void renewalsAndTheLookForLostClaimsPassLockedRows() throws Exception {
        insert("q", 30, ", status, claimed_by, claimed_at", ", 'claimed', 'a', 1000");
        Map<UUID, String> held = s().transactions.inNew(() -> s().store().findClaimed("a")).stream()
                .collect(Collectors.toMap(ClaimedJob::id, ClaimedJob::token));

        whileLocked("scheduled_at = 15", () -> {
            assertThat(s().leases().renew(held, 2_000)).isEmpty();
            assertThat(renewed(2_000)).isEqualTo(29);
            assertThat(s().leases().reclaim(2_000, List.of(), 4)).hasSize(29);
        });

        assertThat(s().leases().reclaim(2_000, List.of(), 4))
                .extracting(JobState::payload)
                .containsExactly("15");
    }

    private long renewed(long at) {
        return s().transactions.inNew(() -> s().store().findClaimed("a")).stream()
                .filter(claim -> Long.valueOf(at).equals(claim.job().claimedAt()))
                .count();
    }

    @Test
    default void anOpenClaimHindersNobody() throws Exception {
        insert("q", 6, "", "");
        insert("other", 2, "", "");
        insert("lost", 1, ", status, claimed_by, claimed_at", ", 'claimed', 'dead', 1000");
        HeldBeforeCommit open = new HeldBeforeCommit(new LocalTransactions(s().factory));
        Database data = new Database(s().sessionFactory(), open, open.sessions);
        Claims holder = new Claims(
                data,
                new Locking(data),
                LifeEvents.NONE,
                new ClaimTokens("holder"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Claimed> held = thread.submit(() -> open.holding(holder));
            assertThat(open.claimed.await(30, TimeUnit.SECONDS)).isTrue();

            JobState added = enqueueBeside();
            assertThat(cancelled(added)).isTrue();
            assertThat(claimed("q", 2)).containsExactly("4", "5");
            assertThat(claimed("other", 9)).containsExactly("1", "2");
            assertThat(s().leases().reclaim(1_000, List.of(), 10)).hasSize(1);
            assertThat(held.isDone()).as("all of it happened before the commit").isFalse();

            open.release.countDown();
            assertThat(payloads(held.get(30, TimeUnit.SECONDS))).containsExactly("1", "2", "3");
        } finally {
            open.release.countDown();
            thread.shutdown();
        }
        assertThat(claimed("q", 9)).containsExactly("6");
    }

    /** Whoever waited for its answer has given up, and found nothing of it while it was open. */
    @Test
    default void aClaimThatIsCommittedAfterItWasLookedForIsFound() throws Exception {
        insert("q", 2, "", "");
        ExecutorService threads = Executors.newCachedThreadPool();
        GivenUp open = new GivenUp(s().transactions, threads);
        Claims claims = new Claims(
                new Database(s().sessionFactory(), open, s().transactions),
                s().locking(),
                LifeEvents.NONE,
                new ClaimTokens("node"),
                InstantSource.fixed(Instant.EPOCH),
                Duration.ofMinutes(1));
        try {
            assertThatThrownBy(() -> claims.claim("q", 2, List.of(), START)).isInstanceOf(CommitFailedException.class);
            assertThat(claims.recoverInDoubt("q")).isEmpty();
        } finally {
            open.release.countDown();
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        await().until(() -> claims.due(List.of("q", "other"), START).contains("q"));
        await().untilAsserted(() ->
                assertThat(payloads(claims.claim("q", 2, List.of(), START))).containsExactlyInAnyOrder("1", "2"));
    }

    /**
     * A new job of the same queue, due among those that are being claimed; cancelled in time, it is in nobody's way.
     */
    private JobState enqueueBeside() {
        return s().transactions.inNew(() -> {
            JobState job = new JobState(
                    UUID.randomUUID(),
                    "q",
                    "new",
                    JobStatus.QUEUED,
                    null,
                    RetryLimits.of(RetryPolicy.DEFAULT),
                    1,
                    2,
                    0,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            s().store().insert(job);
            return job;
        });
    }

    private boolean cancelled(JobState job) {
        return s().transactions.inNew(() -> s().store().moveUnclaimed(job, Lifecycle.cancel(job, START)));
    }

    /**
     * Transactions of which the one that has claimed jobs is given up while it is open, and is committed once it is
     * released.
     */
    final class GivenUp extends ForwardingTransactions {

        final CountDownLatch release = new CountDownLatch(1);
        private final ExecutorService threads;

        GivenUp(LocalTransactions real, ExecutorService threads) {
            super(real);
            this.threads = threads;
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            if (release.getCount() == 0) {
                return real.inNew(work);
            }
            CompletableFuture<Supplier<T>> answer = new CompletableFuture<>();
            threads.execute(() -> {
                try {
                    T result = real.inNew(() -> givenUp(work.get(), answer));
                    answer.complete(() -> result);
                } catch (RuntimeException | Error failure) {
                    answer.completeExceptionally(failure);
                }
            });
            return answer.orTimeout(60, TimeUnit.SECONDS).join().get();
        }

        private <T extends @Nullable Object> T givenUp(T result, CompletableFuture<Supplier<T>> answer) {
            if (result instanceof Claimed claimed && claimed.taken() > 0) {
                answer.complete(() -> {
                    throw new CommitFailedException("The answer did not come in time", null);
                });
                HeldBeforeCommit.await(release);
            }
            return result;
        }
    }

    /** Transactions of which the one that has claimed jobs stays open until it is released. */
    final class HeldBeforeCommit extends ForwardingTransactions {

        final CountDownLatch claimed = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);

        final LocalTransactions sessions;

        HeldBeforeCommit(LocalTransactions real) {
            super(real);
            this.sessions = real;
        }

        Claimed holding(Claims claims) {
            return claims.claim("q", 3, List.of(), START);
        }

        @Override
        public <T extends @Nullable Object> T inNew(Supplier<T> work) {
            return real.inNew(() -> {
                T result = work.get();
                if (result instanceof Claimed) {
                    claimed.countDown();
                    await(release);
                }
                return result;
            });
        }

        static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
