package dev.raquel.cdi.internal.handler;

import dev.raquel.Job;
import dev.raquel.cdi.JobEvent;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An observer method that is a handler, or was meant to be one, or that observes life events.
 *
 * @param observer the observer
 * @param method its method; null if an extension made the observer
 */
public record HandlerMethod(
        ObserverMethod<?> observer, @Nullable AnnotatedMethod<?> method) {

    private static final int USUAL_LIST = 100;

    /** Whether an observer is any of our business: it has our qualifier, or takes a job. */
    public static boolean isMeantAsOne(ObserverMethod<?> observer) {
        return queue(observer).isPresent() || takesJobs(observer.getObservedType());
    }

    /** Whether an observer wants to know what has become of jobs, rather than to handle them. */
    public static boolean isOfLifeEvents(ObserverMethod<?> observer) {
        return observer.getObservedType() instanceof Class<?> type && JobEvent.class.isAssignableFrom(type);
    }

    /** What it is bound to; empty if the qualifier is missing. */
    public Optional<Queue> queue() {
        return queue(observer);
    }

    /** The queue's name; empty if the qualifier is missing. */
    public String queueName() {
        return queue().map(Queue::value).orElse("");
    }

    /** Whether it takes a job or a list of jobs, rather than a payload or something else. */
    boolean takesJob() {
        return takesJobs(observer.getObservedType());
    }

    /** Whether it takes many jobs at once. */
    boolean takesLists() {
        return listed(observer.getObservedType()).isPresent();
    }

    /** The {@code X} of {@code Job<X>} or {@code List<Job<X>>}; null if it takes jobs of no type, or no job. */
    @Nullable
    Type payloadType() {
        Type type = observer.getObservedType();
        return takesJob() && listed(type).orElse(type) instanceof ParameterizedType job
                ? job.getActualTypeArguments()[0]
                : null;
    }

    /** How many jobs it shares a transaction or a list with. */
    int together() {
        int stated = queue().map(Queue::perTransaction).orElse(Queue.UNSTATED);
        return stated != Queue.UNSTATED ? stated : takesLists() ? USUAL_LIST : 1;
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

    /** Whether it takes what a container would tell about an event that it fires. */
    public boolean asksForEventMetadata() {
        return injected().stream().anyMatch(parameter -> parameter.getBaseType() == EventMetadata.class);
    }

    /** An annotation of the method or else of the class that declares it or else of the bean's class. */
    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return annotations().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The annotations of the method, then those of the class that declares it, then those of the bean's class. */
    Stream<Annotation> annotations() {
        return method == null
                ? Stream.empty()
                : Stream.of(atMethod(), method.getDeclaringType().getAnnotations(), atBean())
                        .flatMap(Set::stream);
    }

    /** The annotations of the method. */
    Set<Annotation> atMethod() {
        return method == null ? Set.of() : method.getAnnotations();
    }

    /** What the bean's class says or inherits; an inherited method is under what the bean's class says, not its own. */
    Set<Annotation> atBean() {
        if (method == null) {
            return Set.of();
        }
        boolean inherited = method.getDeclaringType().getJavaClass() != observer.getBeanClass();
        return inherited
                ? Set.of(observer.getBeanClass().getAnnotations())
                : method.getDeclaringType().getAnnotations();
    }

    /** What its method returns; empty if an extension made the observer. */
    Optional<Class<?>> returnType() {
        return method == null
                ? Optional.empty()
                : Optional.of(method.getJavaMember().getReturnType());
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
    public static String simpleName(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
    }

    private static boolean takesJobs(Type type) {
        return isJob(listed(type).orElse(type));
    }

    /** The {@code Job} of a {@code List<Job>}; empty if it is no such list. */
    private static Optional<Type> listed(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? Optional.of(list.getActualTypeArguments()[0]).filter(HandlerMethod::isJob)
                : Optional.empty();
    }

    private static boolean isJob(Type type) {
        return type == Job.class || type instanceof ParameterizedType generic && generic.getRawType() == Job.class;
    }

    /** The queue that an observer is bound to; empty if the qualifier is missing. */
    public static Optional<Queue> queue(ObserverMethod<?> observer) {
        return observer.getObservedQualifiers().stream()
                .filter(Queue.class::isInstance)
                .map(Queue.class::cast)
                .findFirst();
    }
}
