package dev.raquel.internal.claim;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbStoreTest extends StoreContract {

    MariaDbStoreTest() {
        super(MariaDbDatabase::fresh);
    }
}
