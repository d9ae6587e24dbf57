package dev.raquel.cdi.internal;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An observer method that is a handler, or was meant to be one.
 *
 * @param observer the observer
 * @param method its method; null if an extension made the observer
 */
record HandlerMethod(ObserverMethod<?> observer, @Nullable AnnotatedMethod<?> method) {

    /** Whether an observer is any of our business: it has our qualifier, or takes a job. */
    static boolean isMeantAsOne(ObserverMethod<?> observer) {
        return queue(observer).isPresent() || isJob(observer.getObservedType());
    }

    /** What it is bound to; empty if the qualifier is missing. */
    Optional<Queue> queue() {
        return queue(observer);
    }

    /** The queue's name; empty if the qualifier is missing. */
    String queueName() {
        return queue().map(Queue::value).orElse("");
    }

    /** Whether it takes a job, rather than its payload or something else. */
    boolean takesJob() {
        return isJob(observer.getObservedType());
    }

    /** The {@code X} of {@code Job<X>}; null if it takes a job of no type, or no job. */
    @Nullable
    Type payloadType() {
        return takesJob() && observer.getObservedType() instanceof ParameterizedType job
                ? job.getActualTypeArguments()[0]
                : null;
    }

    /** The bean that it is called on; empty if an extension made the observer. */
    Optional<Bean<?>> bean() {
        return method == null ? Optional.empty() : Optional.ofNullable(observer.getDeclaringBean());
    }

    /** Whether it is called without a bean. */
    boolean isStatic() {
        return method == null || method.isStatic();
    }

    /** What it takes besides the job. */
    List<? extends AnnotatedParameter<?>> injected() {
        return method == null
                ? List.of()
                : method.getParameters().stream()
                        .filter(parameter -> !parameter.isAnnotationPresent(jakarta.enterprise.event.Observes.class))
                        .toList();
    }

    /** An annotation of the method or else of its class or its stereotypes, as the container sees them. */
    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        if (method == null) {
            return Optional.empty();
        }
        return Stream.of(
                        Stream.ofNullable(method.getAnnotation(type)),
                        Stream.ofNullable(method.getDeclaringType().getAnnotation(type)),
                        Stream.ofNullable(observer.getBeanClass().getAnnotation(type)),
                        bean().stream()
                                .flatMap(bean -> bean.getStereotypes().stream())
                                .flatMap(stereotype -> Stream.ofNullable(stereotype.getAnnotation(type))))
                .flatMap(found -> found)
                .findFirst();
    }

    /** Class and method, to find it by. */
    String where() {
        if (method == null) {
            return observer.toString();
        }
        return observer.getBeanClass().getName() + "." + method.getJavaMember().getName()
                + method.getParameters().stream()
                        .map(parameter -> simpleName(parameter.getBaseType()))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** A type without its packages. */
    static String simpleName(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
    }

    private static boolean isJob(Type type) {
        return type == Job.class || type instanceof ParameterizedType generic && generic.getRawType() == Job.class;
    }

    private static Optional<Queue> queue(ObserverMethod<?> observer) {
        return observer.getObservedQualifiers().stream()
                .filter(Queue.class::isInstance)
                .map(Queue.class::cast)
                .findFirst();
    }
}
