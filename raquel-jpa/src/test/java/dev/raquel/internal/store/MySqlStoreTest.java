package dev.raquel.internal.store;

import dev.raquel.testing.MySqlDatabase;

class MySqlStoreTest extends StoreContract {

    MySqlStoreTest() {
        super(MySqlDatabase::fresh);
    }
}
