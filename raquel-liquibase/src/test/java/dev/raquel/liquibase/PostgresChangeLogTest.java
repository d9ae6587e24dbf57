package dev.raquel.liquibase;

import dev.raquel.testing.PostgresDatabase;

class PostgresChangeLogTest extends ChangeLogContract {

    PostgresChangeLogTest() {
        super(PostgresDatabase::fresh);
    }
}
