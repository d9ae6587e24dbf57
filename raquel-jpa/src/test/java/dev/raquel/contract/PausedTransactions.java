package dev.raquel.contract;

import dev.raquel.ForwardingTransactions;
import dev.raquel.spi.Transactions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real transactions, with something that happens in each new one when its work is done, before its commit. */
final class PausedTransactions extends ForwardingTransactions {

    private final Consumer<Object> beforeCommit;

    PausedTransactions(Transactions real, Consumer<Object> beforeCommit) {
        super(real);
        this.beforeCommit = beforeCommit;
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        return real.inNew(() -> {
            T result = work.get();
            beforeCommit.accept(result);
            return result;
        });
    }
}
