package dev.raquel.cost;

import dev.raquel.testing.H2Database;

class H2RoundTripsTest extends RoundTripsContract {

    H2RoundTripsTest() {
        super(H2Database::fresh, Costs.H2);
    }
}
