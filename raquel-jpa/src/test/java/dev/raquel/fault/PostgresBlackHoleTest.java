package dev.raquel.fault;

import dev.raquel.testing.PostgresDatabase;

class PostgresBlackHoleTest extends BlackHoleContract {

    PostgresBlackHoleTest() {
        super(PostgresDatabase::fresh);
    }
}
