package dev.raquel.internal.unit;

import dev.raquel.jpa.JobEntity;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * The persistence units that are open and have the job table mapped, of the application whose class loader has loaded
 * this class. Hibernate finds it as a service and tells it of every unit that is built; so nobody has to ask a server
 * for a unit by a name that only the application knows. Keeps no unit alive. Safe for use by many threads.
 */
public final class UnitsWithJobs implements Integrator {

    private static final Set<SessionFactoryImplementor> OPEN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** For the service loader. */
    public UnitsWithJobs() {}

    /** Those that are open now, by their names. */
    public static List<SessionFactoryImplementor> open() {
        synchronized (OPEN) {
            return OPEN.stream()
                    .sorted((a, b) -> nameOf(a).compareTo(nameOf(b)))
                    .toList();
        }
    }

    /** What the application calls a unit. */
    public static String nameOf(SessionFactory unit) {
        return String.valueOf(unit.getProperties().get("hibernate.persistenceUnitName"));
    }

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor unit) {
        if (metadata.getEntityBinding(JobEntity.class.getName()) != null) {
            unit.addObserver(new AddWhenBuilt());
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor unit, SessionFactoryServiceRegistry services) {
        OPEN.remove(unit);
    }

    /** A unit that cannot be built is never one of them. */
    private static final class AddWhenBuilt implements SessionFactoryObserver {

        private static final long serialVersionUID = 1;

        @Override
        public void sessionFactoryCreated(SessionFactory unit) {
            OPEN.add((SessionFactoryImplementor) unit);
        }
    }
}
