package dev.raquel.contract;

import dev.raquel.testing.PostgresDatabase;

class PostgresLargePayloadTest extends LargePayloadContract {

    PostgresLargePayloadTest() {
        super(PostgresDatabase::fresh);
    }
}
