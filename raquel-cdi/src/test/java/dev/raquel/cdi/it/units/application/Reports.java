package dev.raquel.cdi.it.units.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.NullUnmarked;

/** Refers to the other unit, so that every server starts it. */
@ApplicationScoped
@NullUnmarked
public class Reports {

    @PersistenceContext(unitName = "reports")
    private EntityManager reports;
}
