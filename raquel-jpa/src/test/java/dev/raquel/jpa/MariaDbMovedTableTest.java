package dev.raquel.jpa;

import dev.raquel.testing.MariaDbDatabase;

class MariaDbMovedTableTest extends MovedTableContract {

    MariaDbMovedTableTest() {
        super(MariaDbDatabase::fresh, null);
    }
}
