package dev.raquel;

import dev.raquel.spi.Transactions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real transactions, of which the first new one is not answered until this is closed. */
public final class FirstHangs extends ForwardingTransactions implements AutoCloseable {

    private final AtomicBoolean first = new AtomicBoolean(true);
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    public FirstHangs(Transactions real) {
        super(real);
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        if (first.compareAndSet(true, false)) {
            hangs.countDown();
            await(answer);
        }
        return real.inNew(work);
    }

    /** Waits for the first new transaction to hang. */
    public void awaitHanging() {
        await(hangs);
    }

    @Override
    public void close() {
        answer.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
