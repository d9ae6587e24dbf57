package dev.raquel.cdi.internal;

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

    @Inject
    private DispatcherLifecycle dispatcher;

    /** For the server. */
    public WebApplicationListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        dispatcher.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        dispatcher.stop();
    }
}
