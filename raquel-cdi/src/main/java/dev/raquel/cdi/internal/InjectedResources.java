package dev.raquel.cdi.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.NullUnmarked;

/**
 * The resources as a Jakarta EE server injects them: its default executor and thread factory, and the application's only
 * persistence unit. The one class that knows what they are called.
 */
@ApplicationScoped
@NullUnmarked
class InjectedResources implements ServerResources {

    /** The container's bean: as a {@code @Resource}, a bean with transactions of the container may not be the first to ask. */
    @Inject
    private UserTransaction userTransaction;

    @Resource
    private TransactionSynchronizationRegistry synchronizationRegistry;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @PersistenceUnit
    private EntityManagerFactory entityManagerFactory;

    @Override
    public UserTransaction userTransaction() {
        return userTransaction;
    }

    @Override
    public TransactionSynchronizationRegistry synchronizationRegistry() {
        return synchronizationRegistry;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public ThreadFactory threads() {
        return threads;
    }

    @Override
    public EntityManagerFactory entityManagerFactory() {
        return entityManagerFactory;
    }
}
