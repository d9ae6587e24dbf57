package dev.raquel.cdi.internal;

import dev.raquel.testing.H2Database;
import dev.raquel.testing.TestDatabase;

class H2OwnMapperTest extends OwnMapperContract {

    @Override
    TestDatabase database() {
        return H2Database.fresh();
    }
}
