package dev.raquel.internal.claim;

import dev.raquel.testing.PostgresDatabase;

class PostgresHotPathTest extends HotPathContract {

    PostgresHotPathTest() {
        super(PostgresDatabase::fresh, new Plans.OfPostgres());
    }
}
