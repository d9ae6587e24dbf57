package dev.raquel;

import dev.raquel.spi.Transactions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real transactions, for tests that change one thing about them. */
public abstract class ForwardingTransactions implements Transactions {

    protected final Transactions real;

    protected ForwardingTransactions(Transactions real) {
        this.real = real;
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
        return real.inNew(work);
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
