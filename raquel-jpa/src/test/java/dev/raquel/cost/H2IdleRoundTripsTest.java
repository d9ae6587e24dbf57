package dev.raquel.cost;

import dev.raquel.testing.H2Database;

class H2IdleRoundTripsTest extends IdleRoundTripsContract {

    H2IdleRoundTripsTest() {
        super(H2Database::fresh, Costs.H2);
    }
}
