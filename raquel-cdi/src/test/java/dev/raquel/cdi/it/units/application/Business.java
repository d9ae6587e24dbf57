package dev.raquel.cdi.it.units.application;

import dev.raquel.RaquelService;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.NullUnmarked;

/** Business code, in transactions of the container. */
@Stateless
@NullUnmarked
public class Business {

    @PersistenceContext(unitName = "orders")
    private EntityManager orders;

    @Inject
    private RaquelService raquel;

    public void order(String queue, String text, int jobs, boolean fail) {
        orders.persist(new Effect("ordered " + text, queue));
        for (int i = 0; i < jobs; i++) {
            raquel.enqueue(queue, text + " " + i);
        }
        if (fail) {
            throw new IllegalStateException("refused");
        }
    }
}
