package dev.raquel.cdi.internal;

import dev.raquel.spi.CommitFailedException;
import dev.raquel.spi.Transactions;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JTA transactions of the calling thread. Those that it begins, it ends, whatever happens in them: no thread leaves with
 * a transaction that it did not bring. Safe for use by many threads.
 */
final class JtaTransactions implements Transactions {

    private final UserTransaction user;
    private final TransactionSynchronizationRegistry registry;
    private final OutsideTransactions outside;

    JtaTransactions(UserTransaction user, TransactionSynchronizationRegistry registry, OutsideTransactions outside) {
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
    public <T extends @Nullable Object> T joining(Supplier<T> work) {
        return switch (status()) {
            case NONE -> inNew(work);
            case ACTIVE, ROLLBACK_ONLY -> work.get();
            case ENDED ->
                throw new IllegalStateException("This thread's transaction has ended already, by its timeout or because"
                        + " this is called after its commit; begin a new one, for example with"
                        + " @Transactional(REQUIRES_NEW)");
        };
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        return outside.run(() -> inOwn(work));
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

    private <T extends @Nullable Object> T inOwn(Supplier<T> work) {
        begin();
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error failure) {
            rollBack(failure);
            throw failure;
        }
        commit();
        return result;
    }

    private void begin() {
        try {
            user.begin();
        } catch (NotSupportedException | SystemException refused) {
            throw new IllegalStateException("No transaction could be begun: " + refused.getMessage(), refused);
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
        } catch (RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | SystemException
                | RuntimeException failure) {
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
        } catch (SystemException | RuntimeException failure) {
            reason.addSuppressed(failure);
        }
    }

    /** Asks the registry: a {@code UserTransaction} refuses even to tell its status inside {@code @Transactional}. */
    private int jtaStatus() {
        return registry.getTransactionStatus();
    }
}
