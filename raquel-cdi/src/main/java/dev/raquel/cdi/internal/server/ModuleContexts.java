package dev.raquel.cdi.internal.server;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.NullUnmarked;

/**
 * What the code of each web application of an EAR needs around it: on Payara a bean's resources are looked up in the
 * {@code java:comp} of the thread that first calls it, and our threads have that of the web application that starts
 * first. Safe for use by many threads.
 */
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
public class ModuleContexts {

    private final ServerResources server;
    private final Map<ClassLoader, Executor> others = new ConcurrentHashMap<>();
    private ClassLoader first;

    /** For the container's proxy, and where there is one module. */
    public ModuleContexts() {
        server = null;
    }

    @Inject
    ModuleContexts(ServerResources server) {
        this.server = server;
    }

    /** Takes note of a web application; to be called where its context is the calling thread's. */
    public synchronized void enter(ClassLoader module) {
        if (first == null) {
            first = module;
        } else if (first != module) {
            others.put(module, server.contextHere());
        }
    }

    /**
     * Runs this on the calling thread, in its transaction, in the context of the web application that a class is of.
     */
    public void around(Class<?> code, Runnable work) {
        ClassLoader module = code.getClassLoader();
        Executor context = module == null ? null : others.get(module);
        if (context == null) {
            work.run();
            return;
        }
        FutureTask<Void> task = new FutureTask<>(work, null);
        context.execute(task);
        rethrow(task);
    }

    private static void rethrow(FutureTask<Void> done) {
        try {
            done.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure.getCause(); // a Runnable throws nothing else
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
