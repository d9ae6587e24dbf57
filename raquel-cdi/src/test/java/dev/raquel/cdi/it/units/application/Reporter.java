package dev.raquel.cdi.it.units.application;

import dev.raquel.cdi.JobSucceeded;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jspecify.annotations.NullUnmarked;

/** Writes down which jobs of its queue have succeeded. */
@ApplicationScoped
@NullUnmarked
public class Reporter {

    @PersistenceContext(unitName = "orders")
    private EntityManager orders;

    @Transactional(TxType.REQUIRES_NEW)
    void hear(@Observes @Queue("first") JobSucceeded event) {
        orders.persist(new Effect("succeeded: " + event.job().payload(), "reporter"));
    }
}
