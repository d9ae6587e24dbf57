package dev.raquel.internal.schema;

import dev.raquel.testing.Postgres14Database;

class Postgres14JobTableTest extends PostgresJobTableContract {

    Postgres14JobTableTest() {
        super(Postgres14Database::fresh);
    }
}
