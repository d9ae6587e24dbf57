package dev.raquel.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.ApplicationUnit;
import dev.raquel.testing.H2Database;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which units are noted, and for how long. */
class UnitsWithJobsTest {

    private final H2Database database = H2Database.fresh();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private EntityManagerFactory unit(String name, Map<String, ?> properties) {
        return ApplicationUnit.over(database, name, properties);
    }

    private static List<String> open() {
        return UnitsWithJobs.open().stream().map(UnitsWithJobs::nameOf).toList();
    }

    @Test
    void openUnitsAreThereByTheirNamesUntilTheyAreClosed() {
        try (var reports = unit("reports", Map.of())) {
            try (var application = unit("application", Map.of())) {
                assertThat(UnitsWithJobs.open())
                        .containsExactly(
                                application.unwrap(SessionFactoryImplementor.class),
                                reports.unwrap(SessionFactoryImplementor.class));
                assertThat(open()).containsExactly("application", "reports");
            }
            assertThat(open()).containsExactly("reports");
        }
        assertThat(open()).isEmpty();
    }

    @Test
    void aUnitWithoutTheEntityIsNotNoted() {
        try (var reports = unit("reports", Map.of("raquel.enabled", "false"))) {
            assertThat(reports.isOpen()).isTrue();
            assertThat(open()).isEmpty();
        }
    }

    /** It has no table of jobs. */
    @Test
    void aUnitThatCannotBeBuiltIsNotNoted() {
        assertThatThrownBy(() -> unit("application", Map.of("hibernate.hbm2ddl.auto", "validate")))
                .hasStackTraceContaining("Schema-validation: missing table");

        assertThat(open()).isEmpty();
    }
}
