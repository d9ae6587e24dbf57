package dev.raquel.cdi.internal.jta;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The portable way to put a thread's transaction aside, and the one place where JTA lets a bean use
 * {@code UserTransaction} whatever {@code @Transactional} its caller has.
 */
@ApplicationScoped
public class OutsideTransactions {

    /**
     * Runs work without the thread's transaction, which is there again afterwards. Public, because Weld takes the call
     * of a method that is not, while the same thread is in it already, for a call of the bean on itself: no interceptor
     * runs.
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        return work.get();
    }
}
