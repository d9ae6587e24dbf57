package dev.raquel.cdi.internal.unit;

import dev.raquel.cdi.internal.server.RequestScopedAttempts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * The persistence unit that the application marks with {@link dev.raquel.cdi.Jobs}, among the beans of the whole
 * deployment, since from the {@code lib} of an EAR none of a web application's could be injected. What the application
 * produces for it is kept as long as the application lives: disposing of it may close the unit.
 */
@ApplicationScoped
@NullUnmarked // the container makes a proxy by the empty constructor
public class MarkedUnit {

    private final BeanManager beans;
    private final RequestScopedAttempts request;
    private CreationalContext<?> kept;
    private EntityManagerFactory unit;

    /** For the container's proxy. */
    MarkedUnit() {
        beans = null;
        request = null;
    }

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
    public synchronized Optional<EntityManagerFactory> find(Set<Bean<?>> marked) {
        if (unit == null && !marked.isEmpty()) {
            Bean<?> bean = resolve(marked);
            try {
                request.around(() -> make(bean)); // many an entity manager lives as long as a request
            } catch (RuntimeException failure) {
                release();
                throw new IllegalStateException(UnitMessages.markedUnitFails(bean, failure), failure);
            }
        }
        return Optional.ofNullable(unit);
    }

    private Bean<?> resolve(Set<Bean<?>> marked) {
        try {
            return beans.resolve(marked);
        } catch (AmbiguousResolutionException several) {
            throw new IllegalStateException(UnitMessages.severalMarkedUnits(marked), several);
        }
    }

    private void make(Bean<?> bean) {
        kept = beans.createCreationalContext(bean);
        unit = bean.getTypes().contains(EntityManager.class)
                ? ((EntityManager) beans.getReference(bean, EntityManager.class, kept)).getEntityManagerFactory()
                : (EntityManagerFactory) beans.getReference(bean, EntityManagerFactory.class, kept);
    }

    @PreDestroy
    synchronized void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
