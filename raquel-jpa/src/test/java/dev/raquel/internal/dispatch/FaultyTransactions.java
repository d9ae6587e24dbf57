package dev.raquel.internal.dispatch;

import dev.raquel.CommitFailedException;
import dev.raquel.ForwardingTransactions;
import dev.raquel.internal.local.LocalTransactions;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Real transactions, of which those of a handler, those after it, or those of a claim loop fail as often as they are
 * told to.
 */
final class FaultyTransactions extends ForwardingTransactions {

    final AtomicInteger conflictsOfHandlers = new AtomicInteger();
    final AtomicInteger lostConnections = new AtomicInteger();
    final AtomicInteger errorsOfClaimLoops = new AtomicInteger();
    private final ThreadLocal<Boolean> handlerRan = ThreadLocal.withInitial(() -> false);

    FaultyTransactions(LocalTransactions real) {
        super(real);
    }

    /** To be called by the handler: faults are for attempts, not for claims. */
    void handlerRuns() {
        handlerRan.set(true);
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        if (Thread.currentThread().getName().equals("raquel-claims") && errorsOfClaimLoops.get() > 0) {
            errorsOfClaimLoops.decrementAndGet();
            throw new OutOfMemoryError("of a test");
        }
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
}
