package dev.raquel.cdi.internal.start;

import dev.raquel.cdi.internal.server.ModuleContexts;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.jspecify.annotations.NullUnmarked;

/**
 * Starts the dispatcher with the web application. A listener, and not an observer of the application's start, because
 * that comes before the server has bound the application's resources on Payara.
 */
@NullUnmarked
public class WebApplicationListener implements ServletContextListener {

    /** Payara injects nothing in an EAR with several web applications that each have this library. */
    @Inject
    private DispatcherLifecycle dispatcher;

    /** For the server. */
    public WebApplicationListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (dispatcher == null) {
            dispatcher = CDI.current().select(DispatcherLifecycle.class).get();
        }
        CDI.current()
                .select(ModuleContexts.class)
                .get()
                .enter(event.getServletContext().getClassLoader());
        dispatcher.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (dispatcher != null) {
            dispatcher.stop();
        }
    }
}
