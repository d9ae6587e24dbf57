package dev.raquel.cdi.internal.unit;

import dev.raquel.internal.unit.UnitsWithJobs;
import dev.raquel.jpa.JobEntity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;

/**
 * Finds the application's persistence unit that holds the jobs: the one that it marks with {@link dev.raquel.cdi.Jobs},
 * else the one that {@code raquel.persistence-unit} names, else the only one that has the job table mapped. Checks that
 * jobs can live there before anything is written. No bean: where an application has no unit, WildFly gives it no
 * Hibernate either, and a bean whose methods speak of it could not be loaded.
 */
public final class JobUnit {

    private JobUnit() {}

    /**
     * The unit as Hibernate sees it.
     *
     * @param marked the one that the application marks, if it does
     * @param named the name of the one that is meant among several, if one is given
     * @throws IllegalStateException if there is none, or more than one, or one that cannot hold jobs
     */
    public static SessionFactory find(Optional<EntityManagerFactory> marked, Optional<String> named) {
        return checked(marked.map(JobUnit::unwrap).orElseGet(() -> only(named)));
    }

    private static SessionFactoryImplementor only(Optional<String> named) {
        List<SessionFactoryImplementor> units = UnitsWithJobs.open();
        List<SessionFactoryImplementor> meant = units.stream()
                .filter(unit -> named.isEmpty() || named.get().equals(UnitsWithJobs.nameOf(unit)))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> names = units.stream().map(UnitsWithJobs::nameOf).toList();
        throw new IllegalStateException(
                meant.size() > 1
                        ? UnitMessages.severalUnits(names)
                        : named.map(name -> UnitMessages.namedUnitIsMissing(name, names))
                                .orElseGet(UnitMessages::noUnit));
    }

    private static SessionFactory checked(SessionFactoryImplementor unit) {
        if (!isMapped(unit)) {
            throw new IllegalStateException(UnitMessages.notMapped(UnitsWithJobs.nameOf(unit)));
        }
        if (!unit.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta()) {
            throw new IllegalStateException(UnitMessages.notJta(UnitsWithJobs.nameOf(unit)));
        }
        return unit;
    }

    private static SessionFactoryImplementor unwrap(EntityManagerFactory factory) {
        try {
            return factory.unwrap(SessionFactoryImplementor.class);
        } catch (PersistenceException | ClassCastException other) {
            throw new IllegalStateException(UnitMessages.notHibernate(factory), other);
        }
    }

    private static boolean isMapped(SessionFactory unit) {
        return unit.getMetamodel().getEntities().stream().anyMatch(entity -> entity.getJavaType() == JobEntity.class);
    }
}
