package dev.raquel.cdi.internal.start;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the web application's life decide about that of the dispatcher. The server finds this class as a service, even
 * where the application's {@code web.xml} is complete and so forbids annotations and fragments.
 */
public class DispatcherStarter implements ServletContainerInitializer {

    /** For the service loader. */
    public DispatcherStarter() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> none, ServletContext application) {
        application.addListener(WebApplicationListener.class);
    }
}
