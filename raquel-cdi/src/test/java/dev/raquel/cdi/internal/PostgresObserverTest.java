package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresObserverTest extends ObserverContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
