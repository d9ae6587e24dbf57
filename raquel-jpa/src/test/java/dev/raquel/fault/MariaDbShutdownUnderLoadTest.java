package dev.raquel.fault;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbShutdownUnderLoadTest extends ShutdownUnderLoadContract {

    MariaDbShutdownUnderLoadTest() {
        super(MariaDbDatabase::fresh, 10);
    }
}
