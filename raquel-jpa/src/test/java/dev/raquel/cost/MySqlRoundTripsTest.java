package dev.raquel.cost;

import dev.raquel.testing.MySqlDatabase;

class MySqlRoundTripsTest extends RoundTripsContract {

    MySqlRoundTripsTest() {
        super(MySqlDatabase::fresh, Costs.INNODB);
    }
}
