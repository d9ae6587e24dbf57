package dev.raquel.internal.local;

import dev.raquel.internal.store.Sessions;
import dev.raquel.spi.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of entity managers, for Java SE. Each has one connection, which the application's entity manager and the
 * library's session share. Bound to the thread that began it.
 */
public final class LocalTransactions implements Transactions, Sessions {

    private final EntityManagerFactory factory;
    private final ThreadLocal<@Nullable Local> current = new ThreadLocal<>();

    /** Held weakly on both sides: a session itself holds, as its listener, what belongs to it. */
    private final Map<Session, WeakReference<Local>> callers = new WeakHashMap<>();

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
        return required().entityManager();
    }

    @Override
    public Status status() {
        Local local = current.get();
        return local == null ? Status.NONE : local.status();
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
            restore(suspended);
            local.close();
        }
        local.committed();
        return result;
    }

    /** Nobody can leave a transaction behind here: each ends with the work that it was opened for. */
    @Override
    public <T extends @Nullable Object> T outside(Supplier<T> work) {
        Local suspended = current.get();
        try {
            current.remove();
            return work.get();
        } finally {
            restore(suspended);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        required().afterCommit(action);
    }

    @Override
    public <T extends @Nullable Object> T with(Function<StatelessSession, T> work) {
        return required().withSession(work);
    }

    /**
     * Transactions of an entity manager that the caller begins and ends.
     *
     * @throws IllegalArgumentException if it belongs to another persistence unit
     */
    public Transactions of(EntityManager entityManager) {
        if (sessionFactory(entityManager.getEntityManagerFactory()) != sessionFactory(factory)) {
            throw new IllegalArgumentException(
                    "The entity manager belongs to another persistence unit; use one of the unit that the queue was built"
                            + " over");
        }
        return new CallersTransactions(this, callersLocal(entityManager));
    }

    private Local callersLocal(EntityManager entityManager) {
        Session session = entityManager.unwrap(Session.class);
        synchronized (callers) {
            WeakReference<Local> known = callers.get(session);
            Local local = known == null ? null : known.get();
            if (local == null) {
                local = CallersTransactions.listeningTo(entityManager, session);
                callers.put(session, new WeakReference<>(local));
            }
            return local;
        }
    }

    /** Runs work in a transaction that is ended elsewhere. */
    <T extends @Nullable Object> T within(Local callers, Supplier<T> work) {
        Local suspended = current.get();
        try {
            current.set(callers);
            return work.get();
        } finally {
            restore(suspended);
        }
    }

    private static SessionFactory sessionFactory(EntityManagerFactory factory) {
        return factory.unwrap(SessionFactory.class);
    }

    private void restore(@Nullable Local suspended) {
        if (suspended == null) {
            current.remove();
        } else {
            current.set(suspended);
        }
    }

    private Local required() {
        Local local = current.get();
        if (local == null) {
            throw new IllegalStateException("This thread has no transaction; call this inside inTransaction(..)");
        }
        return local;
    }
}
