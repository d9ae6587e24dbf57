package dev.raquel.contract;

import dev.raquel.testing.H2Database;

class H2LargePayloadTest extends LargePayloadContract {

    H2LargePayloadTest() {
        super(H2Database::fresh);
    }
}
