package dev.raquel.cdi.internal;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;

class H2NonTransactionalTest extends NonTransactionalContract {

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }
}
