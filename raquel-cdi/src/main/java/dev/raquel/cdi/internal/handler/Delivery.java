package dev.raquel.cdi.internal.handler;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an observer is handed in a direct call, without the container's search for observers. */
public record Delivery<T>(T event, Type type, Set<Annotation> qualifiers) implements EventContext<T>, EventMetadata {

    /** Hands this to an observer, as what it observes. */
    public static <T> void to(ObserverMethod<T> observer, T event) {
        observer.notify(new Delivery<>(event, observer.getObservedType(), observer.getObservedQualifiers()));
    }

    @Override
    public T getEvent() {
        return event;
    }

    @Override
    public EventMetadata getMetadata() {
        return this;
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return qualifiers;
    }

    @Override
    public @Nullable InjectionPoint getInjectionPoint() {
        return null;
    }

    @Override
    public Type getType() {
        return type;
    }
}
