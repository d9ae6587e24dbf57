package dev.raquel.internal.local;

import dev.raquel.internal.store.Sessions;
import dev.raquel.spi.CommitFailedException;
import dev.raquel.spi.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of entity managers, for Java SE. Each has one connection, which the application's entity manager and the
 * library's session share. Bound to the thread that began it.
 */
public final class LocalTransactions implements Transactions, Sessions {

    private final EntityManagerFactory factory;
    private final ThreadLocal<@Nullable Local> current = new ThreadLocal<>();

    /** Opens entity managers of this factory, whose unit must be of type {@code RESOURCE_LOCAL}. */
    public LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /**
     * The entity manager of the calling thread's transaction.
     *
     * @throws IllegalStateException if there is none
     */
    public EntityManager entityManager() {
        return required().entityManager;
    }

    @Override
    public Status status() {
        Local local = current.get();
        if (local == null) {
            return Status.NONE;
        }
        if (!local.entityManager.isOpen()
                || !local.entityManager.getTransaction().isActive()) {
            return Status.ENDED;
        }
        return local.entityManager.getTransaction().getRollbackOnly() ? Status.ROLLBACK_ONLY : Status.ACTIVE;
    }

    @Override
    public <T extends @Nullable Object> T joining(Supplier<T> work) {
        return current.get() == null ? inNew(work) : work.get();
    }

    @Override
    public <T extends @Nullable Object> T inNew(Supplier<T> work) {
        Local suspended = current.get();
        Local local = new Local(factory.createEntityManager());
        T result;
        try {
            current.set(local);
            result = local.run(work);
        } finally {
            if (suspended == null) {
                current.remove();
            } else {
                current.set(suspended);
            }
            local.entityManager.close();
        }
        local.afterCommit.forEach(Runnable::run);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        required().afterCommit.add(action);
    }

    @Override
    public <T extends @Nullable Object> T with(Function<StatelessSession, T> work) {
        return required().withSession(work);
    }

    private Local required() {
        Local local = current.get();
        if (local == null) {
            throw new IllegalStateException("This thread has no transaction; call this inside inTransaction(..)");
        }
        return local;
    }

    private static final class Local {

        private final EntityManager entityManager;
        private final List<Runnable> afterCommit = new ArrayList<>();

        Local(EntityManager entityManager) {
            this.entityManager = entityManager;
        }

        <T extends @Nullable Object> T run(Supplier<T> work) {
            T result;
            try {
                entityManager.getTransaction().begin();
                result = work.get();
            } catch (RuntimeException | Error failure) {
                rollBack(failure);
                throw failure;
            }
            commit();
            return result;
        }

        /** The session begins no transaction with the database: its connection is in that of the entity manager. */
        <T extends @Nullable Object> T withSession(Function<StatelessSession, T> work) {
            Session session = entityManager.unwrap(Session.class);
            return session.doReturningWork(connection -> {
                try (StatelessSession own = open(session, connection)) {
                    return work.apply(own);
                }
            });
        }

        private static StatelessSession open(Session session, Connection connection) {
            StatelessSession own = session.getSessionFactory().openStatelessSession(connection);
            Transaction shared = own.getTransaction();
            shared.begin();
            return own;
        }

        /** Hibernate would end a marked transaction by rolling it back, without a word. */
        private void commit() {
            EntityTransaction transaction = entityManager.getTransaction();
            if (!transaction.isActive()) {
                throw new CommitFailedException("The transaction had ended before its work did", null);
            }
            if (transaction.getRollbackOnly()) {
                CommitFailedException marked =
                        new CommitFailedException("The transaction was marked for rollback, and was rolled back", null);
                rollBack(marked);
                throw marked;
            }
            try {
                transaction.commit();
            } catch (RuntimeException failure) {
                rollBack(failure);
                throw new CommitFailedException("The transaction did not commit", failure);
            }
        }

        private void rollBack(Throwable reason) {
            try {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
            } catch (RuntimeException failure) {
                reason.addSuppressed(failure);
            }
        }
    }
}
