package dev.raquel.fault;

import dev.raquel.testing.MySqlDatabase;

class MySqlBlackHoleTest extends BlackHoleContract {

    MySqlBlackHoleTest() {
        super(MySqlDatabase::fresh);
    }
}
