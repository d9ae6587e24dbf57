package dev.raquel.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.ApplicationUnit;
import dev.raquel.Raquel;
import dev.raquel.testing.H2Database;
import dev.raquel.testing.MariaDbDatabase;
import dev.raquel.testing.MySqlDatabase;
import dev.raquel.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which units get the entity, and what is refused. */
class UnitPropertiesTest {

    private final TestDatabase database = H2Database.fresh();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private EntityManagerFactory unit(String name, Map<String, ?> properties) {
        return ApplicationUnit.over(database, name, properties);
    }

    private static String mappedTable(EntityManagerFactory factory) {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(JobEntity.class)
                .getIdentifierTableName();
    }

    private static boolean hasJobs(EntityManagerFactory factory) {
        return factory.getMetamodel().getEntities().stream()
                .anyMatch(entity -> entity.getJavaType() == JobEntity.class);
    }

    @Test
    void onlyTheNamedUnitGetsTheEntity() {
        var named = Map.of("raquel.persistence-unit", "application");
        try (var application = unit("application", named);
                var reports = unit("reports", named)) {
            assertThat(hasJobs(application)).isTrue();
            assertThat(hasJobs(reports)).isFalse();
            assertThat(mappedTable(application)).isEqualTo("jobs");
        }
    }

    @Test
    void aSystemPropertyNamesItForAllUnits() {
        try (var before = unit("reports", Map.of())) {
            assertThat(hasJobs(before)).isTrue();
            System.setProperty("raquel.persistence-unit", "application");
            try (var application = unit("application", Map.of());
                    var reports = unit("reports", Map.of());
                    var otherwise = unit("reports", Map.of("raquel.persistence-unit", "reports"))) {
                assertThat(hasJobs(application)).isTrue();
                assertThat(hasJobs(reports)).isFalse();
                assertThat(hasJobs(otherwise)).isTrue();
            } finally {
                System.clearProperty("raquel.persistence-unit");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"raquel.persistence-unit, application", "raquel.enabled, false"})
    void anotherUnitNeedsNoTableAndGetsNone(String property, String value) {
        database.execute("create table reports (id bigint primary key)");

        try (var validated = unit("reports", Map.of(property, value, "hibernate.hbm2ddl.auto", "validate"))) {
            assertThat(hasJobs(validated)).isFalse();
        }
        try (var updated = unit("reports", Map.of(property, value, "hibernate.hbm2ddl.auto", "update"))) {
            assertThat(hasJobs(updated)).isFalse();
        }

        assertThatThrownBy(() -> database.execute("select id from jobs")).hasStackTraceContaining("not found");
        assertThatThrownBy(() -> unit("reports", Map.of("hibernate.hbm2ddl.auto", "validate")))
                .hasStackTraceContaining("missing table [jobs]");
    }

    @Test
    void aQueueOverAUnitWithoutTheEntityIsRefused() {
        try (var reports = unit("reports", Map.of("raquel.enabled", "false"))) {
            assertThatThrownBy(() -> Raquel.over(reports))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'reports' has no entity RaquelJob")
                    .hasMessageContaining("raquel.enabled");
        }
    }

    @Test
    void aSchemaAloneMovesTheTable() {
        try (var application = unit("application", Map.of("raquel.schema", "work"))) {
            assertThat(mappedTable(application)).isEqualTo("work.jobs");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "raquel.table, ' '",
        "raquel.table, ''",
        "raquel.table, a\"b",
        "raquel.table, `jobs`",
        "raquel.table, jobs; drop table orders",
        "raquel.table, work.jobs",
        "raquel.table, Jobs",
        "raquel.table, 1st",
        "raquel.table, a234567890123456789012345678901234567890123456",
        "raquel.schema, ''",
        "raquel.schema, wo'rk",
        "raquel.schema, work;",
        "raquel.enabled, no"
    })
    void aBadValueFailsTheUnit(String property, String value) {
        assertThatThrownBy(() -> unit("application", Map.of(property, value)))
                .hasStackTraceContaining(MappingException.class.getName())
                .hasStackTraceContaining("Persistence unit 'application': " + property + " is '" + value + "'. ");
    }

    @ParameterizedTest
    @CsvSource({"raquel.table, work_items", "raquel.schema, work", "raquel.enabled, false"})
    void aUnitThatListsTheEntityCannotBeToldOtherwise(String property, String value) {
        assertThatThrownBy(() -> unit("listing", Map.of(property, value)))
                .hasStackTraceContaining("Persistence unit 'listing': " + property + " is '" + value + "'. But the unit"
                        + " maps dev.raquel.jpa.JobEntity itself, to the table 'jobs'")
                .hasStackTraceContaining("Take it off there");
    }

    @Test
    void aUnitMayListTheEntityAndSayTheSame() {
        var same = Map.of("raquel.table", "jobs", "raquel.persistence-unit", "application");
        try (var listing = unit("listing", same)) {
            assertThat(mappedTable(listing)).isEqualTo("jobs");
        }
        var chosen = Map.of("raquel.table", "chosen_jobs", "raquel.schema", "work");
        try (var mapping = unit("mapping", chosen)) {
            assertThat(mappedTable(mapping)).isEqualTo("work.chosen_jobs");
        }
        try (var mapping = unit("mapping", Map.of())) {
            assertThat(mappedTable(mapping)).isEqualTo("work.chosen_jobs");
        }
    }

    @Test
    void aUnitWithoutXmlMappingCannotMoveTheTable() {
        assertThatThrownBy(() -> unit(
                        "application", Map.of("raquel.table", "work_items", "hibernate.xml_mapping_enabled", "false")))
                .hasStackTraceContaining("hibernate.xml_mapping_enabled");
        assertThatCode(() -> unit("application", Map.of("hibernate.xml_mapping_enabled", "false"))
                        .close())
                .doesNotThrowAnyException();
    }

    static Stream<Named<Supplier<TestDatabase>>> withoutSchemas() {
        return Stream.of(Named.of("MariaDB", MariaDbDatabase::fresh), Named.of("MySQL", MySqlDatabase::fresh));
    }

    @ParameterizedTest
    @MethodSource("withoutSchemas")
    void aDatabaseWithoutSchemasRefusesOne(Supplier<TestDatabase> fresh) {
        try (TestDatabase other = fresh.get()) {
            assertThatThrownBy(() -> ApplicationUnit.over(other, "application", Map.of("raquel.schema", "work")))
                    .hasStackTraceContaining("raquel.schema is 'work'. This database has no schemas");
        }
    }
}
