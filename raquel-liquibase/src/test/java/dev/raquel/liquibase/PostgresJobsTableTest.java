package dev.raquel.liquibase;

import dev.raquel.testing.PostgresDatabase;

class PostgresJobsTableTest extends PostgresJobsTableContract {

    PostgresJobsTableTest() {
        super(PostgresDatabase::fresh);
    }
}
