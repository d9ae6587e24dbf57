package dev.raquel.internal.local;

import dev.raquel.spi.Transactions;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that the caller begins and ends on an entity manager of its own. Used by one thread at a time, as that
 * is.
 */
final class CallersTransactions implements Transactions {

    private final LocalTransactions transactions;
    private final EntityManager entityManager;
    private final Local local;

    CallersTransactions(LocalTransactions transactions, Local local) {
        this.transactions = transactions;
        this.entityManager = local.entityManager();
        this.local = local;
    }

    /** Listens to the ends of a session's transactions, for as long as it lives: a session forgets no listener. */
    static Local listeningTo(EntityManager entityManager, Session session) {
        Local local = new Local(entityManager);
        session.addEventListeners(new EndOfTransaction(local));
        return local;
    }

    @Override
    public Status status() {
        return entityManager.getTransaction().isActive() ? local.status() : Status.NONE;
    }

    @Override
    public <T extends @Nullable Object> T joining(Supplier<T> work) {
        if (!entityManager.getTransaction().isActive()) {
            throw new IllegalStateException("The entity manager has no transaction that the queue could join; begin one"
                    + " with entityManager.getTransaction().begin(), or call the queue without joining(..)");
        }
        return transactions.within(local, work);
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        return transactions.inNew(work);
    }

    @Override
    public <T extends @Nullable Object> T outside(Supplier<T> work) {
        return transactions.outside(work);
    }

    @Override
    public void afterCommit(Runnable action) {
        local.afterCommit(action);
    }

    private record EndOfTransaction(Local local) implements SessionEventListener {

        @Override
        public void transactionCompletion(boolean successful) {
            if (successful) {
                local.committed();
            } else {
                local.rolledBack();
            }
        }
    }
}
