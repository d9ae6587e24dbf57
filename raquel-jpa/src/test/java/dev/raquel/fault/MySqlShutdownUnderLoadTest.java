package dev.raquel.fault;

import dev.raquel.testing.MySqlDatabase;

class MySqlShutdownUnderLoadTest extends ShutdownUnderLoadContract {

    MySqlShutdownUnderLoadTest() {
        super(MySqlDatabase::fresh, 10);
    }
}
