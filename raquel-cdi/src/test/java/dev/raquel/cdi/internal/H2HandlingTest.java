package dev.raquel.cdi.internal;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;

class H2HandlingTest extends HandlingContract {

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }
}
