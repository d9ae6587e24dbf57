package dev.raquel.cdi.it.units.application;

import dev.raquel.cdi.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.NullUnmarked;

/** Says which of the units holds the jobs. */
@ApplicationScoped
@NullUnmarked
public class MarkedOrders {

    @Produces
    @Jobs
    @PersistenceContext(unitName = "orders")
    private EntityManager orders;
}
