package dev.raquel.contract;

import dev.raquel.testing.MySqlDatabase;

class MySqlQueueTest extends QueueContract {

    MySqlQueueTest() {
        super(MySqlDatabase::fresh);
    }
}
