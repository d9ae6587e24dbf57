package dev.raquel.jpa;

import dev.raquel.testing.MySqlDatabase;

class MySqlMovedTableTest extends MovedTableContract {

    MySqlMovedTableTest() {
        super(MySqlDatabase::fresh, null);
    }
}
