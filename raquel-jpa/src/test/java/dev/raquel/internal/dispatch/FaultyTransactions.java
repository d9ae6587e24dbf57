package dev.raquel.internal.dispatch;

import dev.raquel.internal.local.LocalTransactions;
import dev.raquel.spi.CommitFailedException;
import dev.raquel.spi.Transactions;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real transactions, of which those of a handler, or those after it, fail as often as they are told to. */
final class FaultyTransactions implements Transactions {

    final AtomicInteger conflictsOfHandlers = new AtomicInteger();
    final AtomicInteger lostConnections = new AtomicInteger();
    private final LocalTransactions real;
    private final ThreadLocal<Boolean> handlerRan = ThreadLocal.withInitial(() -> false);

    FaultyTransactions(LocalTransactions real) {
        this.real = real;
    }

    /** To be called by the handler: faults are for attempts, not for claims. */
    void handlerRuns() {
        handlerRan.set(true);
    }

    @Override
    public Status status() {
        return real.status();
    }

    @Override
    public <T extends @Nullable Object> T joining(Supplier<T> work) {
        return real.joining(work);
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        if (handlerRan.get() && lostConnections.get() > 0) {
            lostConnections.decrementAndGet();
            throw new IllegalStateException("no connection");
        }
        handlerRan.set(false);
        return real.inNew(() -> {
            T result = work.get();
            if (handlerRan.get() && conflictsOfHandlers.get() > 0) {
                conflictsOfHandlers.decrementAndGet();
                handlerRan.set(false);
                throw new CommitFailedException("refused", new SQLException("could not serialize access", "40001"));
            }
            return result;
        });
    }

    @Override
    public <T extends @Nullable Object> T outside(Supplier<T> work) {
        return real.outside(work);
    }

    @Override
    public void afterCommit(Runnable action) {
        real.afterCommit(action);
    }
}
