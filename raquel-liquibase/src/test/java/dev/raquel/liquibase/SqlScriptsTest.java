package dev.raquel.liquibase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the jar for those without Liquibase. That it makes the same table is for the tests of the entity. */
class SqlScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mariadb", "mysql"})
    void holdTheTableAndNothingElse(String product) throws IOException {
        assertThat(script(product + ".sql"))
                .startsWith("-- Raquel's table on")
                .contains("\nCREATE TABLE jobs (\n  id ")
                .contains("ix_raquel_jobs_due", "ix_raquel_jobs_claimed")
                .doesNotContainIgnoringCase("DATABASECHANGELOG")
                .doesNotContain("{", "raquel_table", "raquel_schema", "UPDATE ", "SET NOT NULL", "\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql", "mariadb", "mysql"})
    void areTheTemplatesWithTheUsualName(String product) throws IOException {
        var template = script("template/" + product + ".sql");

        assertThat(template).contains("CREATE TABLE {table} (", "CONSTRAINT pk_raquel_{name} ");
        assertThat(template.replace("{schema}", "").replace("{table}", "jobs").replace("{name}", "jobs"))
                .isEqualTo(script(product + ".sql"));
    }

    private static String script(String name) throws IOException {
        try (var sql = RaquelChangeLog.class.getResourceAsStream("sql/" + name)) {
            return new String(sql.readAllBytes(), UTF_8);
        }
    }
}
