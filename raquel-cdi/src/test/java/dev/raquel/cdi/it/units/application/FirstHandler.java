package dev.raquel.cdi.it.units.application;

import dev.raquel.Job;
import dev.raquel.cdi.Queue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.NullUnmarked;

/** Handles queue "first". */
@ApplicationScoped
@NullUnmarked
public class FirstHandler {

    @PersistenceContext(unitName = "orders")
    private EntityManager orders;

    void handle(@Observes @Queue("first") Job<String> job) throws NamingException {
        orders.persist(new Effect("handled " + job.payload(), InitialContext.doLookup("java:app/AppName")));
    }
}
