package dev.raquel.cost;

import dev.raquel.testing.PostgresDatabase;

class PostgresRoundTripsTest extends RoundTripsContract {

    PostgresRoundTripsTest() {
        super(PostgresDatabase::fresh, Costs.POSTGRESQL);
    }
}
