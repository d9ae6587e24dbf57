package dev.raquel.contract;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbQueueTest extends QueueContract {

    MariaDbQueueTest() {
        super(MariaDbDatabase::fresh);
    }
}
