package dev.raquel.internal.dispatch;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresStatementsTest extends StatementsContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
