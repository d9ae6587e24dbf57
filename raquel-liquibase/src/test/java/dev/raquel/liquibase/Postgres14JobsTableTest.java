package dev.raquel.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raquel.testing.Postgres14Database;
import org.junit.jupiter.api.Test;

class Postgres14JobsTableTest extends PostgresJobsTableContract {

    Postgres14JobsTableTest() {
        super(Postgres14Database::fresh);
    }

    @Test
    void theOldServerRunsThoughTheNewOneIsOnTheClassPath() {
        assertThat(database.name()).isEqualTo("PostgreSQL 14");
    }
}
