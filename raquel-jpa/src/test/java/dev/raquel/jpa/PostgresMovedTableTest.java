package dev.raquel.jpa;

import dev.raquel.testing.PostgresDatabase;

class PostgresMovedTableTest extends MovedTableContract {

    PostgresMovedTableTest() {
        super(PostgresDatabase::fresh, "work");
    }
}
