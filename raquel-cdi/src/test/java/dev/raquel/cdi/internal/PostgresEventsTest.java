package dev.raquel.cdi.internal;

import dev.raquel.testing.PostgresDatabase;
import dev.raquel.testing.TestDatabase;

class PostgresEventsTest extends EventsContract {

    @Override
    TestDatabase database() {
        return PostgresDatabase.fresh();
    }
}
