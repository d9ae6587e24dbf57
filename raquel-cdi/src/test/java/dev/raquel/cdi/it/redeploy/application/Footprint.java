package dev.raquel.cdi.it.redeploy.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;

/**
 * Notes the application's class loader where an observer finds it, and cleans up what is the application's own to
 * clean.
 */
@ApplicationScoped
public class Footprint {

    void begins(@Observes @Initialized(ApplicationScoped.class) Object event) {
        ClassLoaders.add(Footprint.class.getClassLoader());
    }

    /** Or else the JVM would keep the driver, and with it the class loader. */
    void ends(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) throws SQLException {
        if (org.postgresql.Driver.isRegistered()) {
            org.postgresql.Driver.deregister();
        }
    }
}
