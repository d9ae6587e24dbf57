package dev.raquel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.arjuna.ats.jta.cdi.TransactionExtension;
import dev.raquel.cdi.Jobs;
import dev.raquel.cdi.internal.server.RequestScopedAttempts;
import dev.raquel.cdi.internal.settings.Settings;
import dev.raquel.cdi.internal.unit.JobUnit;
import dev.raquel.cdi.internal.unit.MarkedUnit;
import dev.raquel.testing.H2Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.TransactionScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the application's persistence units holds the jobs. */
class JobUnitTest {

    private static final String PERSISTENCE_UNIT = "raquel.persistence-unit";

    private static EntityManagerFactory orders;
    private static final List<EntityManager> MANAGERS = new ArrayList<>();

    private final H2Database database = H2Database.fresh();
    private final List<EntityManagerFactory> units = new ArrayList<>();

    @AfterEach
    void close() {
        units.forEach(EntityManagerFactory::close);
        MANAGERS.clear();
        System.clearProperty(PERSISTENCE_UNIT);
        database.close();
    }

    private EntityManagerFactory unit(String name, Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "hibernate.persistenceUnitName", name, "jakarta.persistence.jtaDataSource", database.dataSource()));
        all.putAll(properties);
        EntityManagerFactory unit = Persistence.createEntityManagerFactory("shop", all);
        units.add(unit);
        return unit;
    }

    private static SessionFactory find(Class<?>... application) {
        RaquelExtension extension = new RaquelExtension();
        try (var beans = container(extension, application).initialize()) {
            return JobUnit.find(
                    beans.select(MarkedUnit.class).get().find(extension.markedUnits()),
                    new Settings().persistenceUnit());
        }
    }

    private static Weld container(RaquelExtension extension, Class<?>... application) {
        return new Weld()
                .disableDiscovery()
                .addExtensions(extension, new TransactionExtension())
                .addBeanClasses(MarkedUnit.class, RequestScopedAttempts.class)
                .addBeanClasses(application);
    }

    private static SessionFactory session(EntityManagerFactory unit) {
        return unit.unwrap(SessionFactoryImplementor.class);
    }

    @Test
    void theOnlyUnitIsFound() {
        EntityManagerFactory only = unit("orders", Map.of());

        assertThat(find()).isSameAs(session(only));
    }

    @Test
    void aUnitWithoutTheEntityIsNoneOfThem() {
        unit("reports", Map.of("raquel.enabled", "false"));
        EntityManagerFactory only = unit("orders", Map.of());

        assertThat(find()).isSameAs(session(only));
    }

    @Test
    void withNoUnitTheErrorTellsTheRemedy() {
        assertThatIllegalStateException()
                .isThrownBy(JobUnitTest::find)
                .withMessageStartingWith("RAQUEL-030: None of the application's persistence units holds jobs: add");
    }

    @Test
    void aClosedUnitIsForgotten() {
        unit("orders", Map.of()).close();

        assertThatIllegalStateException().isThrownBy(JobUnitTest::find).withMessageStartingWith("RAQUEL-030");
    }

    @Test
    void amongSeveralNoneIsGuessed() {
        unit("orders", Map.of());
        unit("accounts", Map.of());

        assertThatIllegalStateException()
                .isThrownBy(JobUnitTest::find)
                .withMessageStartingWith(
                        "RAQUEL-031: 2 of the application's persistence units hold jobs: 'accounts', 'orders'. Say which");
    }

    @Test
    void theNamedOneIsTaken() {
        System.setProperty(PERSISTENCE_UNIT, "orders");
        unit("accounts", Map.of());
        EntityManagerFactory named = unit("orders", Map.of());

        assertThat(find()).isSameAs(session(named));
    }

    @Test
    void aNameThatNoUnitHasIsAnError() {
        unit("accounts", Map.of());
        System.setProperty(PERSISTENCE_UNIT, "order");
        unit("orders", Map.of());

        assertThatIllegalStateException()
                .isThrownBy(JobUnitTest::find)
                .withMessageStartingWith("RAQUEL-032: raquel.persistence-unit is 'order', but no such unit holds jobs"
                        + " ('accounts' would). Correct the name");
    }

    @Test
    void theMarkedOneWins() {
        System.setProperty(PERSISTENCE_UNIT, "accounts");
        unit("accounts", Map.of());
        orders = unit("orders", Map.of("raquel.persistence-unit", "orders"));

        assertThat(find(MarkedFactory.class)).isSameAs(session(orders));
        assertThat(find(MarkedManager.class)).isSameAs(session(orders));
        assertThat(find(MarkedManagerOfARequest.class)).isSameAs(session(orders));
    }

    @Test
    void theManagerThatWasAskedForIsDisposedOf() {
        orders = unit("orders", Map.of());

        find(MarkedManager.class);

        assertThat(MANAGERS).singleElement().matches(manager -> !manager.isOpen());
    }

    @Test
    void theFactoryThatWasAskedForIsDisposedOfWithTheApplication() {
        orders = unit("orders", Map.of());
        RaquelExtension extension = new RaquelExtension();
        try (var beans = container(extension, DisposedFactory.class).initialize()) {
            MarkedUnit marked = beans.select(MarkedUnit.class).get();

            EntityManagerFactory found = marked.find(extension.markedUnits()).orElseThrow();

            assertThat(found.isOpen()).isTrue();
            assertThat(marked.find(extension.markedUnits())).containsSame(found);
        }
        assertThat(orders.isOpen()).isFalse();
    }

    @Test
    void twoMarkedOnesAreAnError() {
        orders = unit("orders", Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> find(MarkedFactory.class, MarkedManager.class))
                .withMessageStartingWith("RAQUEL-033: 2 beans have the qualifier @dev.raquel.cdi.Jobs: ")
                .withMessageContaining(MarkedFactory.class.getSimpleName())
                .withMessageContaining(MarkedManager.class.getSimpleName());
    }

    @Test
    void aMarkedOneThatNeedsATransactionIsAnError() {
        orders = unit("orders", Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> find(MarkedManagerOfATransaction.class))
                .withMessageStartingWith("RAQUEL-034: The bean with the qualifier @dev.raquel.cdi.Jobs cannot be had");
    }

    @Test
    void aMarkedUnitWithoutTheEntityIsRefused() {
        orders = unit("orders", Map.of("raquel.enabled", "false"));

        assertThatIllegalStateException()
                .isThrownBy(() -> find(MarkedFactory.class))
                .withMessageStartingWith("RAQUEL-016: The persistence unit 'orders'");
    }

    @Test
    void aUnitOutsideJtaIsRefused() {
        unit(
                "orders",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        database.dataSource()));

        assertThatIllegalStateException()
                .isThrownBy(JobUnitTest::find)
                .withMessageStartingWith("RAQUEL-017: The persistence unit 'orders'");
    }

    @ApplicationScoped
    static class MarkedFactory {

        @Produces
        @Jobs
        EntityManagerFactory orders() {
            return orders;
        }
    }

    @ApplicationScoped
    static class DisposedFactory {

        @Produces
        @Jobs
        EntityManagerFactory open() {
            return orders;
        }

        void close(@Disposes @Jobs EntityManagerFactory factory) {
            factory.close();
        }
    }

    @ApplicationScoped
    static class MarkedManager {

        @Produces
        @Jobs
        EntityManager open() {
            EntityManager manager = orders.createEntityManager();
            MANAGERS.add(manager);
            return manager;
        }

        void close(@Disposes @Jobs EntityManager manager) {
            manager.close();
        }
    }

    @ApplicationScoped
    static class MarkedManagerOfARequest {

        @Produces
        @Jobs
        @RequestScoped
        EntityManager open() {
            return orders.createEntityManager();
        }

        void close(@Disposes @Jobs EntityManager manager) {
            manager.close();
        }
    }

    @ApplicationScoped
    static class MarkedManagerOfATransaction {

        @Produces
        @Jobs
        @TransactionScoped
        EntityManager open() {
            return orders.createEntityManager();
        }
    }
}
