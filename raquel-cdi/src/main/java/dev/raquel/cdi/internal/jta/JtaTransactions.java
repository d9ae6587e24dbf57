package dev.raquel.cdi.internal.jta;

import dev.raquel.CommitFailedException;
import dev.raquel.spi.Transactions;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JTA transactions of the calling thread. Those that it begins, it ends, whatever happens in them: no thread leaves
 * with a transaction that it did not bring. Safe for use by many threads.
 */
public final class JtaTransactions implements Transactions {

    private final UserTransaction user;
    private final TransactionSynchronizationRegistry registry;
    private final OutsideTransactions outside;

    public JtaTransactions(
            UserTransaction user, TransactionSynchronizationRegistry registry, OutsideTransactions outside) {
        this.user = user;
        this.registry = registry;
        this.outside = outside;
    }

    @Override
    public Status status() {
        return switch (jtaStatus()) {
            case jakarta.transaction.Status.STATUS_NO_TRANSACTION -> Status.NONE;
            case jakarta.transaction.Status.STATUS_ACTIVE -> Status.ACTIVE;
            case jakarta.transaction.Status.STATUS_MARKED_ROLLBACK -> Status.ROLLBACK_ONLY;
            default -> Status.ENDED; // committing, committed, rolling back, rolled back, in doubt
        };
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        return inNew(Duration.ZERO, work);
    }

    @Override
    public <T extends @Nullable Object> T inNew(Duration timeout, Supplier<T> work) {
        return outside.run(() -> inOwn(timeout, work));
    }

    @Override
    public <T extends @Nullable Object> T outside(Supplier<T> work) {
        return outside.run(() -> leavingNothing(work));
    }

    @Override
    public void afterCommit(Runnable action) {
        if (status() != Status.ACTIVE) {
            throw new IllegalStateException("This thread has no transaction that could commit");
        }
        AfterCommit actions = (AfterCommit) registry.getResource(this);
        if (actions == null) {
            actions = new AfterCommit();
            registry.registerInterposedSynchronization(actions);
            registry.putResource(this, actions);
        }
        actions.add(action);
    }

    private <T extends @Nullable Object> T inOwn(Duration timeout, Supplier<T> work) {
        begin(timeout);
        T result;
        try {
            result = work.get();
        } catch (Throwable failure) { // also a checked one, which Kotlin's code and proxies throw undeclared
            rollBack(failure);
            throw failure;
        }
        commit();
        return result;
    }

    private <T extends @Nullable Object> T leavingNothing(Supplier<T> work) {
        T result;
        try {
            result = work.get();
        } catch (Throwable failure) { // also a checked one, which Kotlin's code and proxies throw undeclared
            rollBack(failure);
            throw failure;
        }
        if (jtaStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
            IllegalStateException left =
                    new IllegalStateException("A transaction was begun and not ended; it was rolled back");
            rollBack(left);
            throw left;
        }
        return result;
    }

    /**
     * Payara starts the threads that watch over timeouts when they are first needed: they would keep the class loader
     * of an application that begins transactions before others do.
     */
    private void begin(Duration timeout) {
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        thread.setContextClassLoader(UserTransaction.class.getClassLoader());
        try {
            beginAndEndIn(timeout);
        } catch (NotSupportedException | SystemException refused) {
            IllegalStateException failure =
                    new IllegalStateException("No transaction could be begun: " + refused.getMessage(), refused);
            rollBack(failure); // if it has begun, and only its thread's timeout could not be set back
            throw failure;
        } finally {
            thread.setContextClassLoader(application);
        }
    }

    /** A timeout is the thread's, for whatever begins there next. */
    private void beginAndEndIn(Duration timeout) throws NotSupportedException, SystemException {
        if (timeout.isZero()) {
            user.begin();
            return;
        }
        user.setTransactionTimeout((int) timeout.toSeconds());
        try {
            user.begin();
        } finally {
            user.setTransactionTimeout(0);
        }
    }

    private void commit() {
        switch (status()) {
            case ACTIVE -> commitActive();
            case ROLLBACK_ONLY -> throw rolledBack("The transaction was marked for rollback");
            case NONE, ENDED ->
                throw rolledBack(
                        "The transaction ended before its work did, by its timeout or by the work's own doing");
        }
    }

    private void commitActive() {
        try {
            user.commit();
        } catch (Throwable failure) { // an error leaves it in doubt as well
            CommitFailedException failed =
                    new CommitFailedException("The transaction did not commit: " + failure.getMessage(), failure);
            rollBack(failed);
            throw failed;
        }
    }

    private CommitFailedException rolledBack(String why) {
        CommitFailedException failed = new CommitFailedException(why, null);
        rollBack(failed);
        return failed;
    }

    /** Rolls back what is left, and so takes it off the thread: one that a timeout has rolled back is there still. */
    private void rollBack(Throwable reason) {
        try {
            if (jtaStatus() != jakarta.transaction.Status.STATUS_NO_TRANSACTION) {
                user.rollback();
            }
        } catch (Throwable failure) {
            reason.addSuppressed(failure);
        }
    }

    /** Asks the registry: a {@code UserTransaction} refuses even to tell its status inside {@code @Transactional}. */
    private int jtaStatus() {
        return registry.getTransactionStatus();
    }
}
