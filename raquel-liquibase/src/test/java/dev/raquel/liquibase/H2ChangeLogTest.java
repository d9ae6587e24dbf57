package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.ChangeLogs;
import dev.raquel.testing.H2Database;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2ChangeLogTest extends ChangeLogContract {

    H2ChangeLogTest() {
        super(H2Database::fresh);
    }

    @Test
    void makesTheTableInAnotherSchema() throws SQLException {
        database.execute("create schema work");

        ChangeLogs.update(database, RaquelChangeLog.PATH, Map.of("raquel.schema", "work"));

        assertThat(columns("work", "jobs")).hasSize(20);
        assertThat(columns("public", "jobs")).isEmpty();
    }

    @Override
    String cased(String name) {
        return name == null ? null : name.toUpperCase(Locale.ROOT);
    }
}
