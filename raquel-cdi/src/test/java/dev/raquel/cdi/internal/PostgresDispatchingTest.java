package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresDispatchingTest extends DispatchingContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
