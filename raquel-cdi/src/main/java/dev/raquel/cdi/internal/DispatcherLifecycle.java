package dev.raquel.cdi.internal;

import dev.raquel.internal.dispatch.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Starts the application's dispatcher once, and stops it before the application's beans are gone. */
@ApplicationScoped
class DispatcherLifecycle {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final RaquelNode node;
    private boolean started;
    private @Nullable Dispatcher running;

    /** For the container's proxy. */
    @NullUnmarked
    DispatcherLifecycle() {
        node = null;
    }

    @Inject
    DispatcherLifecycle(RaquelNode node) {
        this.node = node;
    }

    /** Starts it, the first time this is called, unless the application handles no queue. */
    synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        try {
            Optional<Dispatcher> dispatcher = node.dispatcher();
            dispatcher.ifPresent(Dispatcher::start);
            running = dispatcher.orElse(null);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "The job queue does not start: {0}", failure.getMessage());
            throw failure;
        }
    }

    /** Stops it, if it runs. Waits for running handlers, while transactions and beans still work. */
    synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    void stopBeforeBeansAreGone(
            @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        stop();
    }
}
