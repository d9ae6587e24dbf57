package dev.raquel.cdi.internal;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Collects the application's handlers while it is deployed, and refuses the deployment if one of them breaks a rule.
 *
 * <p>Looks at every observer, not only at those of {@code Job}: {@code @Observes @Queue("emails") WelcomeEmail} is
 * everybody's first guess, and would never be called.
 */
public class RaquelExtension implements Extension {

    private final List<HandlerMethod> handlers = new CopyOnWriteArrayList<>();

    /** For the service loader. */
    public RaquelExtension() {}

    void collect(@Observes ProcessObserverMethod<?, ?> event) {
        if (HandlerMethod.isMeantAsOne(event.getObserverMethod())) {
            boolean synthetic = event instanceof ProcessSyntheticObserverMethod;
            handlers.add(new HandlerMethod(event.getObserverMethod(), synthetic ? null : event.getAnnotatedMethod()));
        }
    }

    void validate(@Observes AfterDeploymentValidation event) {
        HandlerRules.violations(handlers).stream().map(DefinitionException::new).forEach(event::addDeploymentProblem);
    }

    /** The handlers found. Read through this method only: what is injected is a proxy. */
    List<HandlerMethod> handlers() {
        return List.copyOf(handlers);
    }
}
