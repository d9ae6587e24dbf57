package dev.raquel.fault;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbBlackHoleTest extends BlackHoleContract {

    MariaDbBlackHoleTest() {
        super(MariaDbDatabase::fresh);
    }
}
