package dev.raquel.cost;

import dev.raquel.testing.PostgresDatabase;

class PostgresIdleRoundTripsTest extends IdleRoundTripsContract {

    PostgresIdleRoundTripsTest() {
        super(PostgresDatabase::fresh, Costs.POSTGRESQL);
    }
}
