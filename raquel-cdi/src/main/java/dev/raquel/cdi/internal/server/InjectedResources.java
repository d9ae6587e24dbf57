package dev.raquel.cdi.internal.server;

import dev.raquel.cdi.internal.settings.SettingMessages;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedTask;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.NullUnmarked;

/**
 * The resources as a Jakarta EE server injects them: its default executor and thread factory, and its transactions. The
 * one class that knows what they are called.
 */
@ApplicationScoped
@NullUnmarked
public class InjectedResources implements ServerResources {

    /**
     * The container's bean: as a {@code @Resource}, a bean with transactions of the container may not be the first to
     * ask.
     */
    @Inject
    private UserTransaction userTransaction;

    /** By its name: by its type alone, Payara does not find it for an application whose web.xml is complete. */
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry synchronizationRegistry;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Resource(lookup = "java:comp/DefaultContextService")
    private ContextService contexts;

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
    public Executor executor(String name) {
        Object found;
        try {
            found = InitialContext.doLookup(name);
        } catch (NamingException unknown) {
            throw new IllegalStateException(
                    SettingMessages.noExecutor(name, "nothing is bound to this name (" + unknown.getMessage() + ")"),
                    unknown);
        }
        if (found instanceof ManagedExecutorService named) {
            return named;
        }
        throw new IllegalStateException(
                SettingMessages.noExecutor(name, "that is a " + found.getClass().getName()));
    }

    @Override
    public ThreadFactory threads() {
        return threads;
    }

    @Override
    public Executor contextHere() {
        return contexts.createContextualProxy(
                (Executor) Runnable::run,
                Map.of(ManagedTask.TRANSACTION, ManagedTask.USE_TRANSACTION_OF_EXECUTION_THREAD),
                Executor.class);
    }
}
