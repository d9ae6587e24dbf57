package dev.raquel.contract;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbLargestPayloadTest extends LargestPayloadContract {

    MariaDbLargestPayloadTest() {
        super(MariaDbDatabase::fresh);
    }
}
