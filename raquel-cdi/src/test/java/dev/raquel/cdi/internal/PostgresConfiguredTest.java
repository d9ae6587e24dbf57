package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresConfiguredTest extends ConfiguredContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
