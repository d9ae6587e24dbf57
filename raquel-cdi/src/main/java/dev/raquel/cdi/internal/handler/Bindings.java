package dev.raquel.cdi.internal.handler;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The annotations that bind interceptors to observer methods, as the container sees them: what is written at the method
 * or its bean, and what other bindings and stereotypes bring along, which are annotations with annotations.
 */
public final class Bindings {

    private final BeanManager beans;

    public Bindings(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * The annotation of this type that counts: at the method rather than at its bean, written rather than brought
     * along.
     */
    <A extends Annotation> Optional<A> find(HandlerMethod observer, Class<A> type) {
        return of(observer).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** All of them, what goes before others first. */
    Stream<Annotation> of(HandlerMethod observer) {
        return Stream.of(observer.atMethod(), observer.atBean(), ofStereotypes(observer))
                .flatMap(written -> closure(written).stream());
    }

    /** Those of stereotypes that an extension has given the bean, and nobody has written. */
    private Set<Annotation> ofStereotypes(HandlerMethod observer) {
        Set<Annotation> all = new LinkedHashSet<>();
        observer.bean()
                .ifPresent(bean -> bean.getStereotypes()
                        .forEach(stereotype -> all.addAll(beans.getStereotypeDefinition(stereotype))));
        return all;
    }

    private Set<Annotation> closure(Collection<Annotation> written) {
        Set<Annotation> found = new LinkedHashSet<>(written);
        Deque<Annotation> toOpen = new ArrayDeque<>(written);
        while (!toOpen.isEmpty()) {
            definition(toOpen.remove().annotationType()).filter(found::add).forEach(toOpen::add);
        }
        return found;
    }

    private Stream<Annotation> definition(Class<? extends Annotation> type) {
        if (beans.isInterceptorBinding(type)) {
            return beans.getInterceptorBindingDefinition(type).stream();
        }
        return beans.isStereotype(type) ? beans.getStereotypeDefinition(type).stream() : Stream.empty();
    }
}
