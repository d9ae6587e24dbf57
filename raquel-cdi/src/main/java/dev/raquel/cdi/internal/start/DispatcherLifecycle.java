package dev.raquel.cdi.internal.start;

import dev.raquel.cdi.internal.RaquelExtension;
import dev.raquel.cdi.internal.RaquelNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.NullUnmarked;

/** Starts the application's dispatcher once, and stops it before the application's beans are gone. */
@ApplicationScoped
public class DispatcherLifecycle {

    private static final Logger LOG = System.getLogger("dev.raquel");

    private final RaquelNode node;
    private final RaquelExtension extension;
    private boolean started;
    private boolean running;

    /** For the container's proxy. */
    @NullUnmarked
    DispatcherLifecycle() {
        node = null;
        extension = null;
    }

    @Inject
    DispatcherLifecycle(RaquelNode node, RaquelExtension extension) {
        this.node = node;
        this.extension = extension;
    }

    /**
     * Starts it, the first time this is called, unless the application handles no queue. One that does not use the
     * queue at all, and just has the library, needs no persistence unit.
     */
    public synchronized void start() {
        if (started || !extension.isUsed()) {
            return;
        }
        started = true;
        try {
            node.start();
            running = true;
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "The job queue does not start: {0}", failure.getMessage());
            throw failure;
        }
    }

    /** Stops it, if it runs. Waits for running handlers, while transactions and beans still work. */
    public synchronized void stop() {
        if (running) {
            node.stop();
            running = false;
        }
    }

    void stopBeforeBeansAreGone(
            @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        stop();
    }
}
