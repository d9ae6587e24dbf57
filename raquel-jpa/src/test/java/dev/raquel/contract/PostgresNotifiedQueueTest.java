package dev.raquel.contract;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresNotifiedQueueTest extends NotifiedQueueContract {

    PostgresNotifiedQueueTest() {
        super(PostgresDatabase::fresh);
    }

    @Override
    TestDatabase another() {
        return PostgresDatabase.fresh();
    }
}
