package dev.raquel.cdi.it.config;

import dev.raquel.RaquelService;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.NullUnmarked;

/** Makes the job table before the first job. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@NullUnmarked
public class CrowdTable {

    @Inject
    private RaquelService raquel;

    /** Or else Payara would not start the unit. */
    @PersistenceContext
    private EntityManager unit;

    @PostConstruct
    void create() {
        raquel.createSchema();
    }
}
