package dev.raquel.cost;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbRoundTripsTest extends RoundTripsContract {

    MariaDbRoundTripsTest() {
        super(MariaDbDatabase::fresh, Costs.INNODB);
    }
}
