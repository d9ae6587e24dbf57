package dev.raquel.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raquel.RaquelException;
import dev.raquel.testing.H2Database;
import java.util.Map;
import java.util.Set;
import org.hibernate.dialect.HSQLDialect;
import org.junit.jupiter.api.Test;

class H2JobTableTest extends JobTableContract {

    H2JobTableTest() {
        super(H2Database::fresh, Catalog.H2, "h2");
    }

    @Override
    Set<String> unknownToTheEntity() {
        return Set.of(
                "- id: default random_uuid()",
                "- enqueued_at: default cast(floor(extract(epoch from current_timestamp) * 1000) as bigint)",
                "- scheduled_at: default cast(floor(extract(epoch from current_timestamp) * 1000) as bigint)",
                "- primary key pk_raquel_jobs (id)",
                "+ primary key constraint_2 (id)");
    }

    @Test
    void itMakesTheTableInAnotherSchema() {
        makesItInAnotherSchema();
    }

    @Test
    void aDatabaseThatIsNotKnownIsSaidWithTheRemedy() {
        JobTable table = table(Map.of("hibernate.dialect", HSQLDialect.class.getName()));

        assertThatThrownBy(table::create)
                .isInstanceOf(RaquelException.class)
                .hasMessageContaining("H2, PostgreSQL, MariaDB and MySQL")
                .hasMessageContaining("HSQLDialect")
                .hasMessageContaining("dev/raquel/liquibase/sql/postgresql.sql");

        database.migrate();
        table.create();
        table.drop();
        assertThat(facts("jobs")).isEmpty();
    }
}
