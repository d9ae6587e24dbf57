package dev.raquel.cdi.internal;

import dev.raquel.Handling;
import dev.raquel.RaquelService;
import dev.raquel.cdi.Jobs;
import dev.raquel.cdi.internal.event.EventRules;
import dev.raquel.cdi.internal.event.FiredMetadata;
import dev.raquel.cdi.internal.handler.HandlerMethod;
import dev.raquel.cdi.internal.handler.HandlerRules;
import dev.raquel.cdi.internal.settings.SettingRules;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.cdi.internal.unit.UnitMessages;
import dev.raquel.spi.PayloadCodec;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import jakarta.inject.Provider;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Collects what the application has for us while it is deployed, in whichever of its modules: handlers, observers of
 * life events, persistence units, a codec for payloads. Refuses the deployment if a handler or observer breaks a rule.
 *
 * <p>Looks at every observer, not only at those of {@code Job}: {@code @Observes @Queue("emails") WelcomeEmail} is
 * everybody's first guess, and would never be called.
 */
public class RaquelExtension implements Extension {

    private final List<HandlerMethod> handlers = new CopyOnWriteArrayList<>();
    private final List<HandlerMethod> eventObservers = new CopyOnWriteArrayList<>();
    private final Set<Bean<?>> markedUnits = ConcurrentHashMap.newKeySet();
    private final Set<Bean<?>> payloadCodecs = ConcurrentHashMap.newKeySet();
    private volatile boolean serviceIsInjected;

    /** For the service loader. */
    public RaquelExtension() {}

    void collect(@Observes ProcessObserverMethod<?, ?> event) {
        ObserverMethod<?> observer = event.getObserverMethod();
        if (HandlerMethod.isOfLifeEvents(observer)) {
            eventObservers.add(method(event));
        } else if (HandlerMethod.isMeantAsOne(observer)) {
            handlers.add(method(event));
        }
    }

    void replaceMetadata(@Observes ProcessInjectionPoint<?, EventMetadata> event) {
        FiredMetadata.replaceAt(event);
    }

    void replaceMetadataCaller(@Observes ProcessObserverMethod<?, ?> event) {
        FiredMetadata.replaceCaller(event);
    }

    void addMetadata(@Observes AfterBeanDiscovery event) {
        FiredMetadata.add(event);
    }

    void collectMarkedUnit(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        boolean isUnit =
                bean.getTypes().contains(EntityManager.class) || bean.getTypes().contains(EntityManagerFactory.class);
        if (isUnit && bean.getQualifiers().contains(Jobs.Literal.INSTANCE)) {
            markedUnits.add(bean);
        }
    }

    void collectCodec(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (bean.getTypes().contains(PayloadCodec.class) && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
            payloadCodecs.add(bean);
        }
    }

    void noteUse(@Observes ProcessInjectionPoint<?, RaquelService> event) {
        serviceIsInjected = true;
    }

    void noteUseOnDemand(@Observes ProcessInjectionPoint<?, ? extends Provider<RaquelService>> event) {
        serviceIsInjected = true;
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
        Stream.concat(
                        HandlerRules.violations(handlers, beans).stream(),
                        EventRules.violations(eventObservers, beans).stream())
                .map(DefinitionException::new)
                .forEach(event::addDeploymentProblem);
        SettingRules.violations(new Settings(), queues()).stream()
                .map(DeploymentException::new)
                .forEach(event::addDeploymentProblem);
        if (isUsed() && new Settings().enabled() && !hibernateIsThere()) {
            event.addDeploymentProblem(new DeploymentException(UnitMessages.noUnit()));
        }
    }

    private static HandlerMethod method(ProcessObserverMethod<?, ?> event) {
        boolean synthetic = event instanceof ProcessSyntheticObserverMethod;
        return new HandlerMethod(event.getObserverMethod(), synthetic ? null : event.getAnnotatedMethod());
    }

    /** The queues that have handlers, and how these are run. */
    Map<String, Handling> queues() {
        Map<String, Handling> queues = new LinkedHashMap<>();
        handlers.stream()
                .flatMap(handler -> handler.queue().stream())
                .forEach(queue -> queues.put(queue.value(), queue.handling()));
        return queues;
    }

    private static boolean hibernateIsThere() {
        try {
            Class.forName("org.hibernate.SessionFactory", false, RaquelExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    /** The handlers found. Read through this method only: what is injected is a proxy. */
    List<HandlerMethod> handlers() {
        return List.copyOf(handlers);
    }

    /** The observers of life events, in whichever module. */
    List<ObserverMethod<?>> eventObservers() {
        return eventObservers.stream()
                .<ObserverMethod<?>>map(HandlerMethod::observer)
                .toList();
    }

    /** The application's own ways to write payloads. */
    Set<Bean<?>> payloadCodecs() {
        return Set.copyOf(payloadCodecs);
    }

    /** The application's persistence units that it marks as the one with the jobs. */
    public Set<Bean<?>> markedUnits() {
        return Set.copyOf(markedUnits);
    }

    /** Whether the application handles jobs, or has the service injected anywhere, at once or on demand. */
    public boolean isUsed() {
        return serviceIsInjected || !handlers.isEmpty();
    }
}
