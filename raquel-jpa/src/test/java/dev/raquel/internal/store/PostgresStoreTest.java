package dev.raquel.internal.store;

import dev.raquel.testing.PostgresDatabase;

class PostgresStoreTest extends StoreContract {

    PostgresStoreTest() {
        super(PostgresDatabase::fresh);
    }
}
