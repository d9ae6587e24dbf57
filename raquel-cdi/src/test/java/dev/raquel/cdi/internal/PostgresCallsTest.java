package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresCallsTest extends CallsContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
