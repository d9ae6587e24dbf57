package dev.raquel.internal.store;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbStoreTest extends StoreContract {

    MariaDbStoreTest() {
        super(MariaDbDatabase::fresh);
    }
}
