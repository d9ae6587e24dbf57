package dev.raquel.contract;

import dev.raquel.testing.MySqlDatabase;

class MySqlLargestPayloadTest extends LargestPayloadContract {

    MySqlLargestPayloadTest() {
        super(MySqlDatabase::fresh);
    }
}
