package dev.raquel.internal.store;

import dev.raquel.testing.PostgresDatabase;

class PostgresHotPathTest extends HotPathContract {

    PostgresHotPathTest() {
        super(PostgresDatabase::fresh, new Plans.OfPostgres());
    }
}
