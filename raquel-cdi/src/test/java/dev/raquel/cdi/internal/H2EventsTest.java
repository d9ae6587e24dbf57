package dev.raquel.cdi.internal;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;

class H2EventsTest extends EventsContract {

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }
}
