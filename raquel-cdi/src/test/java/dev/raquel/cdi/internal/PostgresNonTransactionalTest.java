package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresNonTransactionalTest extends NonTransactionalContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
