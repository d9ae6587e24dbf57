package dev.raquel.internal.claim;

import dev.raquel.testing.PostgresDatabase;

class PostgresStoreTest extends StoreContract {

    PostgresStoreTest() {
        super(PostgresDatabase::fresh);
    }
}
