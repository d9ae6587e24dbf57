package dev.raquel.internal.claim;

import dev.raquel.testing.MySqlDatabase;

class MySqlStoreTest extends StoreContract {

    MySqlStoreTest() {
        super(MySqlDatabase::fresh);
    }
}
