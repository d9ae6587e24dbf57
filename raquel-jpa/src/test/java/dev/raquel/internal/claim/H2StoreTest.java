package dev.raquel.internal.claim;

import dev.raquel.testing.H2Database;

class H2StoreTest extends StoreContract {

    H2StoreTest() {
        super(H2Database::fresh);
    }
}
