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
        /** It has ended, by a timeout or a commit within it for example, and is still the thread's. */
        ENDED
    }

    /**
     * The state of the calling thread's transaction.
     *
     * @return the state
     */
    Status status();

    /**
     * Runs work in the caller's transaction, or, where there is none, in a new one. Where the caller's has ended but is
     * still the thread's, nothing is run: what the work writes would belong to none.
     *
     * @param work the work
     * @param <T> what it returns
     * @return what the work returned
     * @throws CommitFailedException if there was no transaction, and the new one did not commit
     * @throws IllegalStateException if the caller's transaction is {@link Status#ENDED}
     */
    default <T extends @Nullable Object> T joining(Supplier<T> work) {
        return switch (status()) {
            case NONE -> inNew(work);
            case ACTIVE, ROLLBACK_ONLY -> work.get();
            case ENDED ->
                throw new IllegalStateException("This thread's transaction has ended already: by its timeout, because"
                        + " it was committed or rolled back too early, or because this is called after its commit."
                        + " Begin a new one, for example with inTransaction(..) or @Transactional(REQUIRES_NEW)");
        };
    }

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
