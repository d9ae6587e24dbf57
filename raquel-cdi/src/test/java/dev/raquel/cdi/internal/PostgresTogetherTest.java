package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresTogetherTest extends TogetherContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
