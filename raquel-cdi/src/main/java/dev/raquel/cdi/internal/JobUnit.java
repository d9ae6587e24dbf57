package dev.raquel.cdi.internal;

import dev.raquel.jpa.JobEntity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;

/** Checks that jobs can live in a persistence unit before anything is written there. */
final class JobUnit {

    private JobUnit() {}

    /** The unit as Hibernate sees it, with the job table mapped, in JTA transactions. */
    static SessionFactory of(EntityManagerFactory factory) {
        SessionFactoryImplementor unit = unwrap(factory);
        if (!isMapped(unit)) {
            throw new IllegalStateException(Messages.notMapped(name(unit)));
        }
        if (!unit.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta()) {
            throw new IllegalStateException(Messages.notJta(name(unit)));
        }
        return unit;
    }

    private static SessionFactoryImplementor unwrap(EntityManagerFactory factory) {
        try {
            return factory.unwrap(SessionFactoryImplementor.class);
        } catch (PersistenceException | ClassCastException other) {
            throw new IllegalStateException(Messages.notHibernate(factory), other);
        }
    }

    private static boolean isMapped(SessionFactory unit) {
        return unit.getMetamodel().getEntities().stream().anyMatch(entity -> entity.getJavaType() == JobEntity.class);
    }

    private static String name(SessionFactory unit) {
        return String.valueOf(unit.getProperties().get("hibernate.persistenceUnitName"));
    }
}
