package dev.raquel.contract;

import dev.raquel.spi.Transactions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real transactions, with something that happens in each new one when its work is done, before its commit. */
record PausedTransactions(Transactions real, Consumer<Object> beforeCommit) implements Transactions {

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
        return real.inNew(() -> {
            T result = work.get();
            beforeCommit.accept(result);
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
