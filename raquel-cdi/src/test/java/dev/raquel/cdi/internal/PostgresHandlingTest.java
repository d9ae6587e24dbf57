package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresHandlingTest extends HandlingContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
