package dev.raquel.cdi.internal.event;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Observes Object anything, EventMetadata metadata} is told. The container knows of no metadata when the
 * library calls an observer, and would inject null. So at such a parameter a bean of ours is injected instead, which
 * holds what the caller says, be that the library or, for what else is observed there, the container.
 *
 * @param metadata what the caller says
 */
public record FiredMetadata(@Nullable EventMetadata metadata) implements EventMetadata {

    /**
     * Holds what the caller says, from the call of an observer to the injection of its parameter: its method may fire
     * events.
     */
    private static final ThreadLocal<@Nullable EventMetadata> CALLED_WITH = new ThreadLocal<>();

    /** Has our bean injected instead of the container's. */
    public static void replaceAt(ProcessInjectionPoint<?, EventMetadata> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (point.getAnnotated() instanceof AnnotatedParameter<?> parameter
                && isOfAnyEvent(parameter.getDeclaringCallable())) {
            event.configureInjectionPoint().type(FiredMetadata.class);
        }
    }

    /** Has an observer called in a way that our bean knows of. */
    public static <T> void replaceCaller(ProcessObserverMethod<T, ?> event) {
        if (!(event instanceof ProcessSyntheticObserverMethod)
                && isOfAnyEvent(event.getAnnotatedMethod())
                && event.getAnnotatedMethod().getParameters().stream()
                        .anyMatch(parameter -> parameter.getBaseType() == EventMetadata.class)) {
            event.setObserverMethod(new ObserverOfAnyEvent<>(event.getObserverMethod()));
        }
    }

    /** Adds our bean. */
    public static void add(AfterBeanDiscovery event) {
        event.<FiredMetadata>addBean()
                .types(FiredMetadata.class)
                .scope(Dependent.class)
                .produceWith(beans -> taken());
    }

    /**
     * Whether it observes life events among others; at those of life events alone {@code EventMetadata} is refused. A
     * neighbour in an EAR, with a library of its own or none, cannot have our bean.
     */
    private static boolean isOfAnyEvent(AnnotatedCallable<?> observer) {
        return JobEvents.areVisibleTo(observer.getDeclaringType().getJavaClass())
                && observer.getParameters().stream()
                        .filter(parameter -> parameter.isAnnotationPresent(Observes.class))
                        .anyMatch(parameter -> JobEvents.areAmong(parameter.getBaseType()));
    }

    static void during(EventMetadata metadata, Runnable call) {
        CALLED_WITH.set(metadata);
        try {
            call.run();
        } finally {
            CALLED_WITH.remove();
        }
    }

    private static FiredMetadata taken() {
        FiredMetadata taken = new FiredMetadata(CALLED_WITH.get());
        CALLED_WITH.remove();
        return taken;
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return said().getQualifiers();
    }

    @Override
    public @Nullable InjectionPoint getInjectionPoint() {
        return said().getInjectionPoint();
    }

    @Override
    public Type getType() {
        return said().getType();
    }

    private EventMetadata said() {
        return Objects.requireNonNull(metadata, "The observer was called past what FiredMetadata has put before it");
    }
}
