package dev.raquel.fault;

import dev.raquel.testing.PostgresDatabase;

class ShutdownUnderLoadTest extends ShutdownUnderLoadContract {

    ShutdownUnderLoadTest() {
        super(PostgresDatabase::fresh, 50);
    }
}
