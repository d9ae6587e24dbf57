package dev.raquel.cdi.internal.unit;

import dev.raquel.cdi.internal.server.RequestScopedAttempts;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The persistence unit that the application marks with {@link dev.raquel.cdi.Jobs}, among the beans of the whole
 * deployment, since from the {@code lib} of an EAR none of a web application's could be injected.
 */
@Dependent
public class MarkedUnit {

    private final BeanManager beans;
    private final RequestScopedAttempts request;

    @Inject
    MarkedUnit(BeanManager beans, RequestScopedAttempts request) {
        this.beans = beans;
        this.request = request;
    }

    /**
     * The unit; empty if the application marks none.
     *
     * @param marked the beans that have the qualifier
     * @throws IllegalStateException if it marks two, or its bean cannot be made
     */
    public Optional<EntityManagerFactory> find(Set<Bean<?>> marked) {
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        Bean<?> bean = resolve(marked);
        AtomicReference<EntityManagerFactory> unit = new AtomicReference<>();
        try {
            request.around(() -> unit.set(unitOf(bean))); // many an entity manager lives as long as a request
        } catch (RuntimeException failure) {
            throw new IllegalStateException(UnitMessages.markedUnitFails(bean, failure), failure);
        }
        return Optional.of(unit.get());
    }

    private Bean<?> resolve(Set<Bean<?>> marked) {
        try {
            return beans.resolve(marked);
        } catch (AmbiguousResolutionException several) {
            throw new IllegalStateException(UnitMessages.severalMarkedUnits(marked), several);
        }
    }

    private EntityManagerFactory unitOf(Bean<?> bean) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        try {
            return bean.getTypes().contains(EntityManager.class)
                    ? ((EntityManager) beans.getReference(bean, EntityManager.class, context)).getEntityManagerFactory()
                    : (EntityManagerFactory) beans.getReference(bean, EntityManagerFactory.class, context);
        } finally {
            context.release();
        }
    }
}
