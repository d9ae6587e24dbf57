package dev.raquel.liquibase;

import dev.raquel.testing.PostgresDatabase;

class PostgresChangeLogTest extends PostgresChangeLogContract {

    PostgresChangeLogTest() {
        super(PostgresDatabase::fresh);
    }
}
