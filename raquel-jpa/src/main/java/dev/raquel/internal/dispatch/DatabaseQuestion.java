package dev.raquel.internal.dispatch;

import dev.raquel.internal.store.JobStore;
import dev.raquel.spi.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database whether it is there, and does not wait longer than the caller wants to: a pool may have no
 * connection, and a connection no other end. One question is asked at a time, on a thread of its own. One that has no
 * answer for long is asked anew, since its connection may be the only thing that is broken; but only a few times, so
 * that a database that does not answer ties up few threads, however often somebody asks. Safe for use by many threads.
 */
public final class DatabaseQuestion {

    private static final long LONG_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int MOST_UNANSWERED = 4;

    private final JobStore store;
    private final Transactions transactions;
    private final LongSupplier nanoTime;
    private final AtomicInteger unanswered = new AtomicInteger();
    private @Nullable CompletableFuture<Void> asked;
    private long askedAt;

    /** A question about the job table behind this store; the timer, which counts nanoseconds, says how old it is. */
    public DatabaseQuestion(JobStore store, Transactions transactions, LongSupplier nanoTime) {
        this.store = store;
        this.transactions = transactions;
        this.nanoTime = nanoTime;
    }

    /**
     * Asks the database, by a query that reads no row of the job table, and waits for the answer.
     *
     * @param patience how long to wait
     * @param threads makes the thread that asks
     * @return what is wrong; empty if the database has answered
     */
    public Optional<String> problem(Duration patience, ThreadFactory threads) {
        try {
            ask(threads).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException silent) {
            return Optional.of("The database has not answered within " + patience.toMillis() + " ms");
        } catch (ExecutionException refused) {
            return Optional.of(String.valueOf(refused.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("The thread was interrupted before the database answered");
        } catch (RuntimeException | Error noThread) {
            return Optional.of("No thread to ask the database on: " + noThread);
        }
    }

    private synchronized CompletableFuture<Void> ask(ThreadFactory threads) {
        boolean mayAskAnew = nanoTime.getAsLong() - askedAt > LONG_NANOS && unanswered.get() < MOST_UNANSWERED;
        if (asked != null && !asked.isDone() && !mayAskAnew) {
            return asked;
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Thread thread = threads.newThread(() -> ask(answer));
        thread.setName("raquel-health");
        thread.start();
        unanswered.incrementAndGet();
        asked = answer;
        askedAt = nanoTime.getAsLong();
        return answer;
    }

    private void ask(CompletableFuture<Void> answer) {
        try {
            transactions.inNew(store::readNothing);
            answer.complete(null);
        } catch (Throwable failure) { // whoever waits for the answer is to hear of anything that keeps it away
            answer.completeExceptionally(failure);
        } finally {
            unanswered.decrementAndGet();
        }
    }
}
