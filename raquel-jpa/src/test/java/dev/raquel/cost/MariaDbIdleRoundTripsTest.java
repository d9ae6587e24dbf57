package dev.raquel.cost;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbIdleRoundTripsTest extends IdleRoundTripsContract {

    MariaDbIdleRoundTripsTest() {
        super(MariaDbDatabase::fresh, Costs.INNODB);
    }
}
