package dev.raquel.internal.local;

import dev.raquel.CommitFailedException;
import dev.raquel.spi.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/** One transaction of an entity manager. Its connection is shared by the application and the library's session. */
final class Local {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final EntityManager entityManager;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Local(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    EntityManager entityManager() {
        return entityManager;
    }

    Transactions.Status status() {
        if (!entityManager.isOpen() || !entityManager.getTransaction().isActive()) {
            return Transactions.Status.ENDED;
        }
        boolean marked = entityManager.getTransaction().getRollbackOnly();
        return marked ? Transactions.Status.ROLLBACK_ONLY : Transactions.Status.ACTIVE;
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Runs what waits for the commit, once. */
    void committed() {
        List<Runnable> actions = List.copyOf(afterCommit);
        afterCommit.clear();
        actions.forEach(Runnable::run);
    }

    /** Forgets what waits for the commit. */
    void rolledBack() {
        afterCommit.clear();
    }

    /** What was committed stays so, whatever comes of this. */
    void close() {
        try {
            entityManager.close();
        } catch (Throwable failure) {
            LOG.log(
                    Level.WARNING,
                    "An entity manager could not be closed; its connection may not be free again",
                    failure);
        }
    }

    <T extends @Nullable Object> T run(Supplier<T> work) {
        T result;
        try {
            entityManager.getTransaction().begin();
            result = work.get();
        } catch (Throwable failure) { // also a checked one, which Kotlin's code and proxies throw undeclared
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
        } catch (Throwable failure) { // an error leaves it in doubt as well
            rollBack(failure);
            throw new CommitFailedException("The transaction did not commit", failure);
        }
    }

    private void rollBack(Throwable reason) {
        try {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
        } catch (Throwable failure) {
            reason.addSuppressed(failure);
        }
    }
}
