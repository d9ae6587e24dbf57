package dev.raquel.contract;

import dev.raquel.testing.PostgresDatabase;

/** Of the databases here, only PostgreSQL keeps ids as the Python library does. */
class PostgresSharedTableTest extends QueueFixture implements SharedTableContract, SharedClaimsContract {

    PostgresSharedTableTest() {
        super(PostgresDatabase::fresh);
    }

    @Override
    public QueueFixture q() {
        return this;
    }
}
