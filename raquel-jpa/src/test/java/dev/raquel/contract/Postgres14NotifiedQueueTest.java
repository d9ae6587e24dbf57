package dev.raquel.contract;

import dev.raquel.testing.Postgres14Database;
import dev.raquel.testing.TestDatabase;

class Postgres14NotifiedQueueTest extends NotifiedQueueContract {

    Postgres14NotifiedQueueTest() {
        super(Postgres14Database::fresh);
    }

    @Override
    TestDatabase another() {
        return Postgres14Database.fresh();
    }
}
