package dev.raquel.liquibase;

import dev.raquel.testing.Postgres14Database;

class Postgres14ChangeLogTest extends PostgresChangeLogContract {

    Postgres14ChangeLogTest() {
        super(Postgres14Database::fresh);
    }
}
