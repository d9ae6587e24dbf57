package dev.raquel.internal.schema;

import dev.raquel.testing.PostgresDatabase;

class PostgresJobTableTest extends PostgresJobTableContract {

    PostgresJobTableTest() {
        super(PostgresDatabase::fresh);
    }
}
