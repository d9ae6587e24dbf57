package dev.raquel.contract;

import dev.raquel.testing.PostgresDatabase;

class PostgresQueueTest extends QueueContract {

    PostgresQueueTest() {
        super(PostgresDatabase::fresh);
    }
}
