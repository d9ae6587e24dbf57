package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresEnqueueTest extends EnqueueContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
