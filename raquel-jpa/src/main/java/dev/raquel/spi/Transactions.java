package dev.raquel.spi;

import dev.raquel.CommitFailedException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of the calling thread. Must be safe for use by many threads.
 *
 * <p>Work that throws rolls its transaction back, and what it threw comes out unchanged. Work that returns commits; if
 * the commit fails, {@link CommitFailedException} comes out.
 */
public interface Transactions {

    /** The state of the calling thread's transaction. */
    enum Status {
        /** There is none. */
        NONE,
        /** It can still commit. */
        ACTIVE,
        /** It is there, but can only roll back. */
        ROLLBACK_ONLY,
        /** It has ended, by a timeout for example, though the thread did not end it. */
        ENDED
    }

    /**
     * The state of the calling thread's transaction.
     *
     * @return the state
     */
    Status status();

    /**
     * Runs work in the caller's transaction, or, where there is none, in a new one.
     *
     * @param work the work
     * @param <T> what it returns
     * @return what the work returned
     * @throws CommitFailedException if there was no transaction, and the new one did not commit
     */
    <T extends @Nullable Object> T joining(Supplier<T> work);

    /**
     * Runs work in a new transaction; the caller's, if there is one, is suspended meanwhile.
     *
     * @param work the work
     * @param <T> what it returns
     * @return what the work returned
     * @throws CommitFailedException if the transaction did not commit
     */
    <T extends @Nullable Object> T inNew(Supplier<T> work);

    /**
     * Runs work in a new transaction that ends after this time at the latest, for transactions that know timeouts; by
     * default the time is ignored. Transactions that the work begins have the default timeout.
     *
     * @param timeout whole seconds; zero for the default timeout
     * @param work the work
     * @param <T> what it returns
     * @return what the work returned
     * @throws CommitFailedException if the transaction did not commit, because its time was over for example
     */
    default <T extends @Nullable Object> T inNew(Duration timeout, Supplier<T> work) {
        return inNew(work);
    }

    /**
     * Runs work without a transaction; the caller's, if there is one, is suspended meanwhile.
     *
     * @param work the work; may begin transactions, and must end them
     * @param <T> what it returns
     * @return what the work returned
     * @throws IllegalStateException if the work left a transaction on the thread; it was rolled back
     */
    <T extends @Nullable Object> T outside(Supplier<T> work);

    /**
     * Runs an action once the calling thread's transaction has committed, on whatever thread commits it. Not run if it
     * rolls back.
     *
     * @param action the action; must be short and must not throw
     * @throws IllegalStateException if the thread has no transaction that could commit
     */
    void afterCommit(Runnable action);
}
