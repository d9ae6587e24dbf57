package dev.raquel.internal.dispatch;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;

class H2StatementsTest extends StatementsContract {

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }
}
