package dev.raquel.cdi.internal.server;

import dev.raquel.spi.AttemptScope;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Gives each attempt a request scope of its own, which is destroyed once the job is settled.
 *
 * <p>Where one is active already, as when {@code drain} is called while a request is served, CDI offers no second one:
 * the attempts share it, and it lives on.
 */
@Dependent
public class RequestScopedAttempts implements AttemptScope {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final Instance<RequestContextController> controllers;

    @Inject
    RequestScopedAttempts(Instance<RequestContextController> controllers) {
        this.controllers = controllers;
    }

    @Override
    public void around(Runnable attempt) {
        Instance.Handle<RequestContextController> handle = controllers.getHandle();
        boolean activated = handle.get().activate();
        try {
            attempt.run();
        } finally {
            end(handle, activated);
        }
    }

    /** The job is settled by now: a bean that cannot be destroyed changes nothing about that. */
    private static void end(Instance.Handle<RequestContextController> handle, boolean activated) {
        try {
            if (activated) {
                handle.get().deactivate();
            }
            handle.destroy();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The request scope of a job could not be destroyed", failure);
        }
    }
}
