package dev.raquel.cdi.internal;

import dev.raquel.Job;
import dev.raquel.JobHandler;
import dev.raquel.RetryPolicy;
import dev.raquel.cdi.Queue;
import dev.raquel.internal.attempt.QueueHandler;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs an observer method for a job, by a direct call: the container fires no event, and no other observer is asked.
 * What the method throws comes out as it was thrown.
 */
final class ObserverHandler implements JobHandler<Object> {

    private final HandlerMethod method;
    private final BeanManager beans;

    private ObserverHandler(HandlerMethod method, BeanManager beans) {
        this.method = method;
        this.beans = beans;
    }

    /** A method that keeps all the rules, as the node knows handlers. */
    static QueueHandler of(HandlerMethod method, BeanManager beans) {
        Queue queue = method.queue().orElseThrow();
        return new QueueHandler(
                queue.value(),
                Objects.requireNonNull(method.payloadType()),
                queue.handling(),
                queue.concurrency(),
                new ObserverHandler(method, beans),
                method.where(),
                queue.maxRetries() == Queue.UNSTATED ? null : RetryPolicy.DEFAULT.withMaxRetries(queue.maxRetries()),
                Set.of(queue.giveUpOn()));
    }

    @Override
    @SuppressWarnings("unchecked") // the payload was read as the type that the observer declares
    public void handle(Job<Object> job) throws Exception {
        requireActiveScope();
        ObserverMethod<Job<Object>> observer = (ObserverMethod<Job<Object>>) method.observer();
        try {
            observer.notify(new Delivery(job, observer.getObservedType(), observer.getObservedQualifiers()));
        } catch (ObserverException wrapped) {
            throwOriginal(wrapped);
        }
    }

    /** The container skips an observer without a word if it cannot get at its bean. */
    private void requireActiveScope() {
        if (method.isStatic() || method.bean().isEmpty()) {
            return;
        }
        Class<? extends Annotation> scope = method.bean().get().getScope();
        if (!beans.isNormalScope(scope)) {
            return;
        }
        try {
            beans.getContext(scope);
        } catch (ContextNotActiveException inactive) {
            throw new IllegalStateException(Messages.inactiveScope(method, scope), inactive);
        }
    }

    private static void throwOriginal(ObserverException wrapped) throws Exception {
        if (wrapped.getCause() instanceof Error error) {
            throw error;
        }
        if (wrapped.getCause() instanceof Exception checked && !(checked instanceof RuntimeException)) {
            throw checked;
        }
        throw wrapped; // the handler's own
    }

    private record Delivery(Job<Object> event, Type type, Set<Annotation> qualifiers)
            implements EventContext<Job<Object>>, EventMetadata {

        @Override
        public Job<Object> getEvent() {
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
}
